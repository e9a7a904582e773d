/* Where the picture is on the screen, told to the style sheets: messages lie over its upper edge, and cover nothing that is around it. */

let told = '';
export function tellStagePlace(stage: HTMLElement) {
  const { left, top, width } = stage.getBoundingClientRect();
  const place = `${left} ${top} ${width}`;
  if (place === told) return;
  told = place;
  const { style } = document.documentElement;
  style.setProperty('--stage-left', `${left}px`);
  style.setProperty('--stage-top', `${top}px`);
  style.setProperty('--stage-width', `${width}px`);
}
