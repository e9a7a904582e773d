import { render } from 'lit-html';
import { expect, test } from 'vitest';
import type { Ui } from '../../src/ui/context.ts';
import { startScreen } from '../../src/ui/start-screen.ts';
import { fireEvent, getByRole } from '../support/dom.ts';

test('a consultation that moves up in the list is not opened by a click meant for the one that was there', async () => {
  const opened: string[] = [];
  const ui = {
    commands: { demos: [], resume: async (id: string) => void opened.push(id), recent: async () => [] },
    store: { getState: () => ({ project: {} }) },
    local: { recent: [] },
    change: () => {},
  } as unknown as Ui;
  const at = (id: string) => ({ id, title: id, savedAt: 0 });
  const shown = (...ids: string[]) => {
    (ui.local as { recent: unknown }).recent = ids.map(at);
    render(startScreen(ui), document.body);
  };
  shown('first');
  const first = getByRole(document.body, 'button', { name: /first/ });
  shown('second', 'first');
  fireEvent.click(first);
  expect(opened).toEqual(['first']);
});
