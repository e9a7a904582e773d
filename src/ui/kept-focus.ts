/*
 * Where the keyboard and a screen reader are when what they were on is gone from the screen: on the same control where it is drawn anew, else
 * on what it stood in, else on the picture, or the heading of the start screen.
 */

const FOCUSABLE = 'button, input, select, textarea, a[href], summary, [tabindex]';

/** Call before each drawing; what it returns after it. `screen` names what fills the window. */
export function keptFocus(root: HTMLElement) {
  let shown: string | null = null;
  return (screen: string) => {
    const focused = document.activeElement;
    const held = focused && root.contains(focused) ? focused : null;
    const around: Element[] = [];
    for (let at = held?.parentElement; at && at !== root; at = at.parentElement) around.push(at);
    return () => {
      const isOther = shown !== null && screen !== shown;
      shown = screen;
      // a page that nobody has touched keeps the focus where the browser has it
      const isLost = held ? !held.isConnected : isOther && (navigator.userActivation?.hasBeenActive ?? true);
      if (!isLost || (document.activeElement !== document.body && document.activeElement !== null)) return;
      const place = (held && sameIn(root, held)) ?? around.find((one) => one.isConnected && one.matches(FOCUSABLE)) ?? main(root);
      (place as HTMLElement | SVGElement | null)?.focus({ preventScroll: true });
    };
  };
}

function sameIn(root: HTMLElement, gone: Element): Element | undefined {
  const label = gone.getAttribute('aria-label');
  const isSame = (one: Element) => (gone.id ? one.id === gone.id : !!label && one.getAttribute('aria-label') === label);
  return [...root.querySelectorAll(gone.tagName)].find(isSame);
}

const main = (root: HTMLElement) => root.querySelector('.stage, main h1');
