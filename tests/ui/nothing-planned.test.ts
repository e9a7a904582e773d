import { getByText, queryByText } from '@testing-library/dom';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ZoneKind } from '../../src/core/consultation/schema.ts';
import type { ZoneFigures } from '../../src/core/treatment/estimates.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { FRONT, frame, mountedUi } from '../support/mounted-ui.ts';

let ui: ReturnType<typeof mountedUi>;
beforeAll(() => loadWay('plan'));
beforeEach(() => {
  ui = mountedUi();
});
afterEach(() => ui.leave());

const zoneFigures = (areaCm2: number, dots: number): ZoneFigures => ({ areaCm2, dots, dotsPerSession: [dots, 0, 0], minutes: [0, 0] });
async function told(areaCm2: number, dots: number) {
  const figures = { ...zoneFigures(areaCm2, dots), zones: [zoneFigures(areaCm2, dots)] };
  ui.store.setState((s) => ({ results: { ...s.results, figures: { ...figures, areaSdShare: 0, unseen: figures, shown: figures } } }));
  await frame();
}
const opened = async (kind: ZoneKind, perCm2 = 140) => {
  await ui.open({ ...FRONT, design: { ...FRONT.design, zones: [{ ...FRONT.design.zones[0], kind, perCm2 }] } });
  await ui.toStep('density');
};

it.each(['fill', 'scar', 'hair'] as const)('a zone of the kind %s that comes to nothing says what to do, and no noughts', async (kind) => {
  await opened(kind);
  await told(0, 0);
  getByText(ui.root, /drag its points onto the scalp/);
  expect(ui.root.querySelector('.panel')?.textContent).not.toMatch(/\b0 (cm²|dots)/);
  await told(4, 0);
  getByText(ui.root, 'No dots: all of it is protected, or taken for hair.');
  await told(4, 512);
  getByText(ui.root, '4 cm², 512 dots.');
  await told(0.3, 30);
  getByText(ui.root, 'Under 1 cm², 30 dots.');
});

it('a zone without density says so', async () => {
  await opened('fill', 0);
  await told(0, 0);
  getByText(ui.root, 'No dots: set a density.');
});

it('a protected zone has no figures, and old work none of dots', async () => {
  await opened('protect');
  await told(0, 0);
  expect(queryByText(ui.root, /cm²|drag its points/)).toBeNull();
  await opened('oldwork');
  await told(6, 0);
  getByText(ui.root, '6 cm².');
});

it('Share says of an empty plan where to begin', async () => {
  await ui.open({ ...FRONT, design: {} });
  await ui.toStep('share');
  await told(0, 0);
  getByText(ui.root, /Nothing is planned yet: outline a zone under Density/);
  expect(queryByText(ui.root, 'Area')).toBeNull();
});
