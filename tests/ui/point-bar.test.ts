/* A point that was taken hold of, for those without a keyboard. */
import { fireEvent, getAllByRole, getByRole, queryByRole, within } from '@testing-library/dom';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeHairline, setScreen } from '../../src/app/actions.ts';
import type { PlaceDeg } from '../../src/core/consultation/schema.ts';
import { softened } from '../../src/ui/hairline-edit.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { FRONT, frame, mountedUi } from '../support/mounted-ui.ts';

const LINE: PlaceDeg[] = [
  [-60, 10],
  [-45, 40],
  [-20, 44],
  [0, 45],
  [20, 44],
  [45, 40],
  [60, 10],
];
const RING: PlaceDeg[] = Array.from({ length: 6 }, (_, i) => [20 * Math.cos((i * Math.PI) / 3), 10 + 20 * Math.sin((i * Math.PI) / 3)]);

let ui: ReturnType<typeof mountedUi>;
beforeAll(() => loadWay('plan'));
beforeEach(async () => {
  ui = mountedUi();
  const design = { hairline: { points: LINE, mirrored: true }, zones: [{ kind: 'fill', outline: RING, id: 'ring' }] };
  await ui.open({ ...FRONT, version: 2, design });
});
afterEach(() => ui.leave());

const line = () => ui.store.getState().project?.design.hairline;
const outline = () => ui.store.getState().project?.design.zones[0].outline ?? [];
/** A finger that presses a handle and lets it go. */
async function tap(name: string | RegExp) {
  const handle = getAllByRole(ui.root, 'button', { name })[0];
  fireEvent.pointerDown(handle, { button: 0, buttons: 1, pointerId: 1, pointerType: 'touch' });
  fireEvent.pointerUp(handle, { pointerId: 1, pointerType: 'touch' });
  await frame();
}
const bar = (name: string | RegExp) => queryByRole(ui.root, 'group', { name });
async function press(name: string) {
  fireEvent.click(within(bar(/point \d of \d/) as HTMLElement).getByRole('button', { name }));
  await frame();
}

describe('of the hairline', () => {
  beforeEach(() => ui.toStep('hairline'));

  it('is removed with its twin, and alone once the sides are parted', async () => {
    expect(bar(/point/)).toBeNull();
    await tap('Hairline point 2 of 7');
    await press('Remove');
    expect(line()?.points).toEqual(LINE.filter((_, i) => i !== 1 && i !== 5));
    expect(bar(/point/), 'it is gone').toBeNull();
    ui.store.temporal.getState().undo();
    await frame();
    await tap('Hairline point 2 of 7');
    await press('One side');
    expect(line()?.mirrored).toBe(false);
    await press('Remove');
    expect(line()?.points).toEqual(LINE.filter((_, i) => i !== 1));
  });

  it('is softened: one temple alone after “One side”, each press as one step', async () => {
    await tap('Hairline point 6 of 7');
    await press('Softer');
    expect(line()?.points[5]).not.toEqual(LINE[5]);
    expect(line()?.points[1], 'both sides alike').toEqual([-(line()?.points[5][0] ?? 0), line()?.points[5][1]]);
    ui.store.temporal.getState().undo();
    expect(line()?.points).toEqual(LINE);
    await frame();
    await press('One side');
    await press('Softer');
    expect(line()?.points[5]).not.toEqual(LINE[5]);
    expect(line()?.points.slice(0, 4)).toEqual(LINE.slice(0, 4));
    getByRole(ui.root, 'button', { name: 'Hairline point 6 of 7' });
  });

  it('has no “One side” on the mid-line, no “Softer” at an end, and no “Remove” of the last two', async () => {
    await tap('Hairline point 4 of 7');
    expect(within(bar(/4 of 7/) as HTMLElement).queryByRole('button', { name: 'One side' })).toBeNull();
    changeHairline(ui.store, { points: [LINE[1], LINE[5]], mirrored: false });
    await frame();
    expect(bar(/point/), 'another line').toBeNull();
    await tap('Hairline point 1 of 2');
    expect(bar(/1 of 2/), 'there is nothing to offer').toBeNull();
  });

  it('is let go by a tap beside it, by Escape, and with the step', async () => {
    const stage = getByRole(ui.root, 'group', { name: 'Picture' });
    const away = [
      () => {
        fireEvent.pointerDown(stage, { button: 0, buttons: 1, pointerId: 1, pointerType: 'touch', clientX: 5, clientY: 5 });
        fireEvent.pointerUp(stage, { pointerId: 1, pointerType: 'touch', clientX: 5, clientY: 5 });
      },
      () => fireEvent.keyDown(document.body, { key: 'Escape' }),
      () => setScreen(ui.store, { step: 'shade' }),
    ];
    for (const leave of away) {
      await tap('Hairline point 2 of 7');
      expect(bar(/2 of 7/)).not.toBeNull();
      leave();
      await frame();
      expect(bar(/2 of 7/)).toBeNull();
    }
  });
});

it('of an outline is removed and softened, down to three', async () => {
  await ui.toStep('density');
  fireEvent.click(getByRole(ui.root, 'button', { name: 'Edit outline' }));
  await frame();
  await tap(/^Outline point 1 of 6/);
  await press('Softer');
  expect(outline()).toHaveLength(6);
  expect(outline()[0][0], 'inwards').toBeLessThan(19);
  expect(outline().slice(2, 5)).toEqual(
    ui.store.temporal.getState().pastStates.at(-1)?.consultation?.plans[0].design.zones[0].outline.slice(2, 5),
  );
  for (const left of [5, 4, 3]) {
    await tap(/^Outline point 1 of/);
    await press('Remove');
    expect(outline()).toHaveLength(left);
  }
  await tap(/^Outline point 1 of 3/);
  expect(within(bar(/1 of 3/) as HTMLElement).queryByRole('button', { name: 'Remove' })).toBeNull();
});

it('softening again and again rounds a bend and never makes a dent of it', () => {
  let points = LINE;
  for (let press = 0; press < 30; press++) points = softened(points, 1, false);
  expect(points[0]).toEqual(LINE[0]);
  expect(points.slice(3)).toEqual(LINE.slice(3));
  // still outside of the straight line from the end to the point that stays
  const [[ax, ay], [bx, by]] = [points[0], points[3]];
  for (const [x, y] of [points[1], points[2]]) expect((bx - ax) * (y - ay) - (by - ay) * (x - ax)).toBeGreaterThan(-1);
});
