// @vitest-environment node: nothing of this is on a page, and starting one takes longer than the tests
/* A tap opens a picture and a hold shows it before, by how long the finger lay there and not by when the page came to know. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAppStore } from '../../../src/app/store.ts';
import { cellGestures } from '../../../src/ui/compare/cell-gestures.ts';
import { FITTED } from '../../../src/ui/compare/linked-view.ts';
import type { Ui } from '../../../src/ui/context.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const finger = (type: string, timeStamp: number) =>
  ({ type, timeStamp, pointerId: 1, pointerType: 'touch', button: 0, clientX: 50, clientY: 60, stopPropagation() {} }) as PointerEvent;
function pressed(heldMs: number, pageMs: number) {
  const held: (number | null)[] = [];
  const gestures = cellGestures({ store: createAppStore() } as Ui, {
    link: () => FITTED,
    setLink() {},
    at: () => ({ index: 2, widthPx: 100, heightPx: 100, xPx: 50, yPx: 60 }),
    hold: (index) => held.push(index),
  });
  gestures.onDown(finger('pointerdown', 1000));
  vi.advanceTimersByTime(pageMs);
  gestures.onUp(finger('pointerup', 1000 + heldMs));
  return { opens: gestures.isClick({ detail: 1 } as MouseEvent), held };
}

test('a short press opens, also where the page is told of it late; what it began to show goes', () => {
  expect(pressed(80, 80)).toEqual({ opens: true, held: [] });
  expect(pressed(80, 900)).toEqual({ opens: true, held: [2, null] });
});
test('a long press shows before and opens nothing', () => {
  expect(pressed(900, 900)).toEqual({ opens: false, held: [2, null] });
});
