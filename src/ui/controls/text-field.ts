/** Whether an element accepts typing and pasting. */
export const isTextField = (el: EventTarget | null) =>
  el instanceof HTMLTextAreaElement ||
  el instanceof HTMLSelectElement ||
  (el instanceof HTMLInputElement && !['range', 'radio', 'checkbox', 'file'].includes(el.type));
