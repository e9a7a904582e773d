/* With several plans every picture of one says which it is. */
import { getByRole, getByText, queryByText, within } from '@testing-library/dom';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { setScreen } from '../../src/app/actions.ts';
import { copyPlan, renamePlan } from '../../src/app/consultation-actions.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { FRONT, frame, mountedUi } from '../support/mounted-ui.ts';

let ui: ReturnType<typeof mountedUi>;
beforeAll(() => loadWay('compare'));
beforeEach(async () => {
  ui = mountedUi();
  await ui.open(FRONT, { way: 'preview' });
});
afterEach(() => ui.leave());
const cells = () => within(getByRole(ui.root, 'group', { name: 'Pictures' })).getAllByRole('button');

it('in Preview and over each day of Compare, but not before the first session', async () => {
  copyPlan(ui.store);
  renamePlan(ui.store, 'Low');
  await frame();
  getByText(ui.root, 'Plan Low');
  setScreen(ui.store, { way: 'compare' });
  await frame();
  const [before, ...days] = cells();
  expect(before.getAttribute('aria-label')).toBe('Open Before');
  expect(before.textContent).not.toContain('Low');
  expect(days).toHaveLength(5);
  for (const day of days) {
    expect(day.getAttribute('aria-label')).toMatch(/, Plan Low$/);
    expect(day.textContent).toContain('Plan Low');
  }
});

it('a single plan is not named', async () => {
  expect(queryByText(ui.root, /^Plan [A-Z]$/)).toBeNull();
  setScreen(ui.store, { way: 'compare' });
  await frame();
  for (const cell of cells()) expect(cell.getAttribute('aria-label')).not.toContain('Plan');
});
