/*
 * A picture that was drawn, kept to be shown again in another position. Positions are whole device px in the photo's plane: to the right from
 * its left edge, and up from its top, as rows lie in graphics memory. The buffer wraps around, so that what is kept never has to be moved.
 */
export interface Area {
  left: number;
  bottom: number;
  right: number;
  top: number;
}
/** Gets a part of an area: its place in the buffer, its distance from the area's lower left corner, and its size. */
type Copy = (x: number, y: number, fromLeft: number, fromBottom: number, widthPx: number, heightPx: number) => void;

export interface KeptPicture {
  /** forgets what is kept; from now on the screen has that size */
  begin(widthPx: number, heightPx: number): void;
  /** what must be drawn and taken before `wanted` can be shown; it then counts as kept */
  missing(wanted: Area): Area[];
  /** copies an area from the canvas, its lower left corner from (x, y) */
  take(area: Area, x: number, y: number): void;
  /** copies an area to the canvas, its lower left corner to (x, y) */
  show(area: Area, x: number, y: number): void;
  /** frees the memory */
  end(): void;
}

/** Drawn beyond what comes into sight, so that only few frames of a pan draw. assumed: a hand moves by 5 to 30 px a frame. */
const AHEAD_PX = 64;

export function createKeptPicture(gl: WebGL2RenderingContext): KeptPicture {
  let [widthPx, heightPx] = [0, 0];
  let buffer: { pixels: WebGLRenderbuffer; frame: WebGLFramebuffer } | null = null;
  let kept: Area | null = null;

  const end = () => {
    gl.deleteFramebuffer(buffer?.frame ?? null);
    gl.deleteRenderbuffer(buffer?.pixels ?? null);
    buffer = null;
    kept = null;
  };
  const createBuffer = () => {
    const made = { pixels: gl.createRenderbuffer(), frame: gl.createFramebuffer() };
    gl.bindRenderbuffer(gl.RENDERBUFFER, made.pixels);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, widthPx, heightPx);
    gl.bindFramebuffer(gl.FRAMEBUFFER, made.frame);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, made.pixels);
    return made;
  };
  /** Copies between the buffer and the canvas. */
  const copy = (area: Area, canvasX: number, canvasY: number, toBuffer: boolean) => {
    const bound = gl.getParameter(gl.FRAMEBUFFER_BINDING);
    buffer ??= createBuffer();
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, toBuffer ? null : buffer.frame);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, toBuffer ? buffer.frame : null);
    eachPart(area, widthPx, heightPx, (x, y, fromLeft, fromBottom, w, h) => {
      const [atX, atY] = [canvasX + fromLeft, canvasY + fromBottom];
      const [fromX, fromY, toX, toY] = toBuffer ? [atX, atY, x, y] : [x, y, atX, atY];
      gl.blitFramebuffer(fromX, fromY, fromX + w, fromY + h, toX, toY, toX + w, toY + h, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    });
    gl.bindFramebuffer(gl.FRAMEBUFFER, bound);
  };

  return {
    begin(screenWidthPx, screenHeightPx) {
      const [width, height] = [screenWidthPx + 2 * AHEAD_PX, screenHeightPx + 2 * AHEAD_PX];
      if (width !== widthPx || height !== heightPx) end();
      [widthPx, heightPx, kept] = [width, height, null];
    },
    missing(wanted) {
      const before = kept;
      if (before && isWithin(wanted, before)) return [];
      if (!before || !overlap(wanted, before)) {
        kept = wanted;
        return [wanted];
      }
      const [left, right] = extended(wanted.left, wanted.right, before.left, before.right, widthPx);
      const [bottom, top] = extended(wanted.bottom, wanted.top, before.bottom, before.top, heightPx);
      kept = { left, bottom, right, top };
      return outside(kept, before);
    },
    take: (area, x, y) => copy(area, x, y, true),
    show: (area, x, y) => copy(area, x, y, false),
    end,
  };
}

/** Cuts an area where the buffer wraps around. */
function eachPart({ left, bottom, right, top }: Area, widthPx: number, heightPx: number, copy: Copy) {
  for (let y = bottom; y < top; ) {
    const row = wrapped(y, heightPx);
    const height = Math.min(top - y, heightPx - row);
    for (let x = left; x < right; ) {
      const column = wrapped(x, widthPx);
      const width = Math.min(right - x, widthPx - column);
      copy(column, row, x - left, y - bottom, width, height);
      x += width;
    }
    y += height;
  }
}
const wrapped = (at: number, size: number) => ((at % size) + size) % size;

const isWithin = (a: Area, b: Area) => a.left >= b.left && a.right <= b.right && a.bottom >= b.bottom && a.top <= b.top;
const overlap = (a: Area, b: Area) => a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;

/** On one axis, what is kept and what is wanted, with more ahead; where there is no room for all, the other end of what is kept is given up. */
function extended(from: number, to: number, keptFrom: number, keptTo: number, room: number): [number, number] {
  const first = from < keptFrom ? from - AHEAD_PX : keptFrom;
  const last = to > keptTo ? to + AHEAD_PX : keptTo;
  return [to > keptTo ? Math.max(first, last - room) : first, from < keptFrom ? Math.min(last, first + room) : last];
}

/** The parts of an area outside another one that overlaps it. */
function outside(area: Area, inner: Area): Area[] {
  const [left, right] = [Math.max(area.left, inner.left), Math.min(area.right, inner.right)];
  const [bottom, top] = [Math.max(area.bottom, inner.bottom), Math.min(area.top, inner.top)];
  return [
    { ...area, right: left },
    { ...area, left: right },
    { ...area, left, right, top: bottom },
    { ...area, left, right, bottom: top },
  ].filter((part) => part.left < part.right && part.bottom < part.top);
}
