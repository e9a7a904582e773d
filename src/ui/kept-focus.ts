/*
 * Moves the focus when the focused element disappears: to the same control if it was drawn anew, else to the nearest focusable ancestor, else to
 * the picture or the heading of the start screen.
 */

const FOCUSABLE = 'button, input, select, textarea, a[href], summary, [tabindex]';

/** Call this before each drawing, and the function it returns after it. `screen` names the screen. */
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
      // before any user activation the focus stays where the browser put it
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
