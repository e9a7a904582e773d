/* What a hairline costs at every step that it is dragged, against asking every candidate anew, and against laying the head. */

import { inTurn, inWords, onItsOwn, type Row, rowOf } from './compare.ts';
import { benchDragBesidePhotos } from './drag-beside-photos.ts';
import { benchDrag } from './drag-hairline.ts';

const GROUP = 'Dragging';
const RUNS = 15;

export async function dragRows(): Promise<Row[]> {
  const drag = benchDrag();
  const candidates = `${inWords(drag.count)} candidates`;
  const beside = await benchDragBesidePhotos();
  const dragged = onItsOwn(drag.density, RUNS);
  return [
    rowOf(
      { group: GROUP, name: `hairline: density of ${candidates}`, peer: 'every candidate against 64 segments, noise live', bar: 0.18 },
      inTurn(drag.density, drag.direct, RUNS),
    ),
    rowOf(
      { group: GROUP, name: `density slider: ${candidates}`, peer: 'the same with the hairline dragged', bar: 0.1 },
      // one after the other, as a slider is moved: dragging in between would be another line
      onItsOwn(drag.slider, RUNS).map((ms, i): [number, number] => [ms, dragged[i]]),
    ),
    rowOf(
      {
        group: GROUP,
        name: `hairline: to the dots of ${candidates} and those that a photo shows`,
        peer: 'laying the candidates on the head anew',
      },
      inTurn(drag.drag, drag.place, RUNS),
    ),
    rowOf(
      {
        group: GROUP,
        name: 'hairline in one of three photos, from the project to the dots',
        peer: 'the same with that photo alone',
        bar: 1.5,
      },
      inTurn(beside.besideTwo, beside.alone, RUNS),
    ),
  ];
}
