/* A field that is typed in while the screen is drawn again: the letters stay until they are taken, and then the field follows. */
import { html, render } from 'lit-html';
import { beforeEach, expect, test } from 'vitest';
import { typed } from '../../src/ui/controls/typed.ts';

let root: HTMLElement;
let taken: string[];
const draw = (value: string) =>
  render(html`<input .value=${typed(value)} @change=${(e: Event) => taken.push((e.target as HTMLInputElement).value)} />`, root);
const field = () => root.querySelector('input') as HTMLInputElement;
const type = (text: string) => {
  field().value = text;
  field().dispatchEvent(new Event('input'));
};
beforeEach(() => {
  root = document.createElement('div');
  taken = [];
  draw('one');
});

test('a drawing in between leaves what is being typed, and it is taken', () => {
  type('two');
  draw('one');
  draw('other');
  expect(field().value).toBe('two');
  field().dispatchEvent(new Event('change'));
  expect(taken).toEqual(['two']);
});
test('taken, given up or never touched, the field shows the value again', () => {
  type('two');
  field().dispatchEvent(new Event('change'));
  draw('Two');
  expect(field().value).toBe('Two');
  type('three');
  field().dispatchEvent(new Event('blur'));
  draw('Two');
  expect(field().value).toBe('Two');
  draw('four');
  expect(field().value).toBe('four');
});
