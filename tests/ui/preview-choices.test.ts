import { fireEvent, getByRole, getByText, queryByText } from '@testing-library/dom';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { adviceOf } from '../support/advice-of.ts';
import { FRONT, frame, mountedUi } from '../support/mounted-ui.ts';

let ui: ReturnType<typeof mountedUi>;
const click = async (name: string) => {
  fireEvent.click(getByRole(ui.root, 'button', { name }));
  await frame();
};
/** As the desk does after each change. */
const advise = () => ui.store.setState((s) => ({ results: { ...s.results, advice: s.project ? adviceOf(s.project) : [] } }));

beforeEach(async () => {
  ui = mountedUi();
  await import('../../src/ui/preview/choices.ts');
  await ui.open(FRONT, { way: 'preview' });
  ui.store.subscribe((now, before) => {
    if (now.project !== before.project) advise();
  });
  advise();
});
afterEach(() => ui.leave());

it('warns beside “Darker” once that has made the plan darker than is advised, and no longer when it is taken back', async () => {
  await click('Shade');
  await frame();
  getByText(ui.root, 'In each sample: bare skin left, healed right.');
  await click('Darker');
  expect(queryByText(ui.root, /Too dark for this skin/), '9 : 1 is within what is advised').toBeNull();
  await click('Darker');
  expect(getByText(ui.root, /Too dark for this skin/).closest('[role=status]')).not.toBeNull();
  await click('Lighter');
  await click('Lighter');
  getByText(ui.root, 'In each sample: bare skin left, healed right.');
});

it('warns in Fullness and Hairline of what those bring about, and not in Photos', async () => {
  ui.store.setState((s) => ({ results: { ...s.results, advice: ['too-dense', 'too-low'].map((id) => ({ id }) as never) } }));
  await click('Fullness');
  await frame();
  getByText(ui.root, /reads as painted/);
  await click('Hairline');
  getByText(ui.root, /\d+ mm: too low for later years/);
  await click('Photos');
  expect(ui.root.querySelector('.choice-note')).toBeNull();
});

it('shows the client’s own stubble as skin with hairs on it, like the other shades, and no tick', async () => {
  await click('Shade');
  await frame();
  const pictures = ['Like my stubble', 'Lighter', 'Darker'].map((name) =>
    getByRole(ui.root, 'button', { name }).querySelector('svg.swatch-pair'),
  );
  expect(pictures).not.toContain(null);
  const [stubble, lighter] = pictures.map((picture) =>
    [...(picture?.querySelectorAll('rect') ?? [])].map((half) => half.getAttribute('fill')),
  );
  expect(stubble[0], 'the same skin').toBe(lighter[0]);
  expect(stubble[1]).not.toBe(stubble[0]);
});
