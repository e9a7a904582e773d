/* Passes the picture's position on the screen to the style sheets, which place messages over its upper edge. */

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
