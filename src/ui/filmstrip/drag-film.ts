/* Drags a photo to another place in the filmstrip. A finger must hold it for a moment first, because moving at once scrolls the strip. */
const HOLD_MS = 350;
const SLOP_PX = 8;

/** @param onDrop gets the index where it was dropped, counted without itself */
export function dragFilm(event: PointerEvent, onDrop: (to: number) => void) {
  if (event.button > 0) return;
  const film = event.currentTarget as HTMLElement;
  const item = film.closest('li') as HTMLElement;
  const [x, y] = [event.clientX, event.clientY];
  const others = () => [...(item.parentElement?.children ?? [])].filter((one): one is HTMLElement => one !== item);
  let isHeld = event.pointerType !== 'touch';
  let isDragged = false;
  const hold = setTimeout(() => {
    isHeld = true;
    film.dataset.held = 'yes';
  }, HOLD_MS);
  /** index among the others at which the photo would be inserted */
  const placeAt = (at: PointerEvent): number => {
    const boxes = others().map((one) => one.getBoundingClientRect());
    const isRow = boxes.length > 1 ? boxes[1].left > boxes[0].left + 4 : item.getBoundingClientRect().left !== boxes[0]?.left;
    const passed = boxes.filter((box) => (isRow ? at.clientX > box.left + box.width / 2 : at.clientY > box.top + box.height / 2));
    return passed.length;
  };
  const show = (to: number | null) => {
    const all = others();
    all.forEach((one, i) => {
      one.dataset.drop = to === i ? 'before' : to === all.length && i === all.length - 1 ? 'after' : 'no';
    });
  };
  const onMove = (move: PointerEvent) => {
    if (Math.hypot(move.clientX - x, move.clientY - y) < SLOP_PX) return;
    if (!isHeld) return end();
    isDragged = true;
    film.setPointerCapture?.(event.pointerId);
    film.dataset.held = 'yes';
    show(placeAt(move));
  };
  const onUp = (up: PointerEvent) => {
    end();
    if (!isDragged || up.type === 'pointercancel') return;
    // suppress the click that ends a drag
    film.addEventListener('click', (click) => click.stopImmediatePropagation(), { once: true, capture: true });
    onDrop(placeAt(up));
  };
  const noScroll = (touch: TouchEvent) => {
    if (isHeld) touch.preventDefault();
  };
  const end = () => {
    clearTimeout(hold);
    delete film.dataset.held;
    show(null);
    film.removeEventListener('pointermove', onMove);
    film.removeEventListener('pointerup', onUp);
    film.removeEventListener('pointercancel', onUp);
    film.removeEventListener('touchmove', noScroll);
  };
  film.addEventListener('pointermove', onMove);
  film.addEventListener('pointerup', onUp);
  film.addEventListener('pointercancel', onUp);
  film.addEventListener('touchmove', noScroll, { passive: false });
}
