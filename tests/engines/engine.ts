/* What the check asks of a browser: open a page, run a script in it, stop. */
export interface Engine {
  version: string;
  open(url: string): Promise<void>;
  /** @param body of an async function that runs in the page; what it returns must be JSON */
  run(body: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Longest that one engine may take for everything, on a slow machine. */
export const ENGINE_LIMIT_MS = 8 * 60_000;
