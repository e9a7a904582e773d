// @vitest-environment node: nothing of this is on a page, and starting one takes longer than the tests
import { describe, expect, it } from 'vitest';
import { timeScale } from '../../src/ui/time-scale.ts';
import { fitRect, inWholeSteps, keepInSight, pan, snap, toPhoto, toScreen, zoomAt } from '../../src/ui/view.ts';

describe('view', () => {
  const view = { scale: 0.37, originX: 113.5, originY: -42.25 };
  it('goes to the screen and back', () => {
    const [x, y] = toScreen(view, 2, [812, 431]);
    const back = toPhoto(view, 2, x, y);
    expect(back[0]).toBeCloseTo(812, 9);
    expect(back[1]).toBeCloseTo(431, 9);
  });
  it('zooms about the pointer: the photo point under it stays', () => {
    const before = toPhoto(view, 1, 300, 200);
    const after = toPhoto(zoomAt(view, 1.7, 300, 200), 1, 300, 200);
    expect(after[0]).toBeCloseTo(before[0], 9);
    expect(after[1]).toBeCloseTo(before[1], 9);
  });
  it('is exactly 1:1 on whole pixels when within 2 %, and only then', () => {
    const near = snap({ scale: 1.013, originX: 10.4, originY: 3.7 }, 100, 100);
    expect(near.scale).toBe(1);
    expect(Number.isInteger(near.originX) && Number.isInteger(near.originY)).toBe(true);
    const far = { scale: 1.03, originX: 10.4, originY: 3.7 };
    expect(snap(far, 100, 100)).toBe(far);
  });
  it('fits a rectangle inside the viewport with its margin, centred', () => {
    const fit = fitRect({ x: 100, y: 50, width: 400, height: 800 }, { width: 1000, height: 600, dpr: 1 }, 20);
    expect(fit.scale).toBeCloseTo(0.7, 9);
    expect(toScreen(fit, 1, [300, 450])[0]).toBeCloseTo(500, 9);
    expect(toScreen(fit, 1, [300, 450])[1]).toBeCloseTo(300, 9);
  });
  it('moves by whole px at the same zoom, so that a slow finger is behind by half a px at most', () => {
    let [raw, shown] = [view, view];
    for (let i = 0; i < 40; i++) {
      raw = pan(raw, 0.3, -0.7);
      shown = inWholeSteps(raw, shown);
      expect((shown.originX - view.originX) % 1).toBeCloseTo(0, 9);
      expect(Math.abs(shown.originX - raw.originX)).toBeLessThan(0.51);
      expect(Math.abs(shown.originY - raw.originY)).toBeLessThan(0.51);
    }
    expect(shown.originY - view.originY).toBeCloseTo(-28, 9);
    const zoomed = zoomAt(view, 1.1, 3, 4);
    expect(inWholeSteps(zoomed, view)).toBe(zoomed);
  });
  it('never loses the photo', () => {
    const viewport = { width: 800, height: 600, dpr: 1 };
    const lost = keepInSight({ scale: 0.5, originX: 9000, originY: -9000 }, { widthPx: 1600, heightPx: 2000 }, viewport);
    expect(lost.originX).toBeLessThan(800);
    expect(lost.originY + 1000).toBeGreaterThan(0);
  });
});

describe('time bar', () => {
  it('goes from day to place and back, always forwards', () => {
    for (const days of [[0], [0, 12, 26], [0, 30, 60, 90, 400]]) {
      const scale = timeScale(days);
      let last = -1;
      for (const day of [-1, 0, 1, 5, 12, 26, 40, 54, 90, 200, 365, 1095, 1825]) {
        const share = scale.toShare(day);
        expect(share).toBeGreaterThan(last);
        expect(scale.toDay(share)).toBeCloseTo(day, 6);
        last = share;
      }
      expect(scale.toShare(-1)).toBe(0);
      expect(scale.toShare(scale.lastDay)).toBeCloseTo(1, 9);
    }
  });
});
