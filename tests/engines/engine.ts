/* What the check asks of a browser: open a page, run a script in it, drag with the mouse, stop. */
export type Point = readonly [x: number, y: number];

export interface Engine {
  version: string;
  open(url: string): Promise<void>;
  /** @param body of an async function that runs in the page; what it returns must be JSON */
  run(body: string): Promise<unknown>;
  /** Real input, not events made by a script. CSS px of the viewport. */
  drag(from: Point, to: Point): Promise<void>;
  close(): Promise<void>;
}

/** Of the page itself, CSS px; one device pixel each. */
export const VIEWPORT = { width: 1180, height: 820 } as const;

/** Longest that one engine may take for everything, on a slow machine. */
export const ENGINE_LIMIT_MS = 8 * 60_000;

/** Moves between press and release. */
export const DRAG_STEPS = 4;
