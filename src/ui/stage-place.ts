/* Position of the picture on the screen, for what keeps it in place and for the style sheets, which put messages over its upper edge. */
import type { Screen } from '../app/store.ts';
import type { Choice } from './context.ts';
import type { StagePlace } from './still-picture.ts';
import type { Viewport } from './view.ts';

let told = '';
export function publishStagePlace(stage: HTMLElement) {
  const { left, top, width } = stage.getBoundingClientRect();
  const place = `${left} ${top} ${width}`;
  if (place === told) return;
  told = place;
  const { style } = document.documentElement;
  style.setProperty('--stage-left', `${left}px`);
  style.setProperty('--stage-top', `${top}px`);
  style.setProperty('--stage-width', `${width}px`);
}

/** The same, with everything it depends on. */
export function stagePlace(stage: HTMLElement, viewport: Viewport, screen: Screen, choice: Choice | null): StagePlace {
  const { left, top } = stage.getBoundingClientRect();
  const root = document.documentElement;
  return {
    left,
    top,
    viewport,
    sheet: screen.way === 'preview' ? (choice ?? 'none') : null,
    frame: [
      innerWidth,
      innerHeight,
      visualViewport?.height,
      viewport.dpr,
      screen.panelSide,
      screen.visit,
      getComputedStyle(root).fontSize,
    ].join(' '),
  };
}
