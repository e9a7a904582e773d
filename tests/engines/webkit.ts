/*
 * WebKitGTK through its own driver and plain WebDriver requests. It is the engine of Safari with another network, image and graphics
 * library beneath: it proves the JavaScript and the WebGL, not an iPad.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { DRAG_STEPS, ENGINE_LIMIT_MS, type Engine, type Point, VIEWPORT } from './engine.ts';

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

interface Answer {
  value: { error?: string; message?: string; sessionId?: string; capabilities?: { browserVersion?: string } } | null;
}
async function ask(method: string, url: string, body?: unknown): Promise<Answer['value']> {
  const answer = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(ENGINE_LIMIT_MS),
  });
  const { value } = (await answer.json()) as Answer;
  if (!answer.ok) throw new Error(`WebKitWebDriver: ${value?.error}: ${value?.message}`);
  return value;
}

/** A window is larger than its page, by as much as is seen once it has opened. */
async function sizePage(session: string) {
  for (let tries = 0; tries < 5; tries++) {
    const window = (await ask('GET', `${session}/window/rect`)) as { width: number; height: number };
    const script = 'return [innerWidth, innerHeight]';
    const page = (await ask('POST', `${session}/execute/sync`, { script, args: [] })) as unknown as Point;
    const [more, taller] = [VIEWPORT.width - page[0], VIEWPORT.height - page[1]];
    if (!more && !taller) return;
    await ask('POST', `${session}/window/rect`, { width: window.width + more, height: window.height + taller });
    await wait(200);
  }
  throw new Error(`WebKitGTK's window does not come to ${VIEWPORT.width} x ${VIEWPORT.height}`);
}

export async function startWebKit(miniBrowser: string, environment: NodeJS.ProcessEnv): Promise<Engine> {
  const port = await freePort();
  // its own group, so that a browser it leaves behind ends with it
  const driver = spawn('WebKitWebDriver', ['--host=127.0.0.1', `--port=${port}`], { stdio: 'ignore', env: environment, detached: true });
  let trouble: Error | null = null;
  driver.on('error', (error) => (trouble = error));
  driver.on('exit', (code) => (trouble = new Error(`WebKitWebDriver ended with code ${code}`)));
  const endDriver = () => {
    if (trouble || !driver.pid) return;
    try {
      process.kill(-driver.pid);
    } catch {}
  };
  const base = `http://127.0.0.1:${port}`;
  try {
    for (let tries = 0; ; tries++) {
      if (trouble) throw trouble;
      const status = await fetch(`${base}/status`).catch(() => null);
      if (status?.ok) break;
      if (tries > 100) throw new Error('WebKitWebDriver did not answer within 10 s');
      await wait(100);
    }
    const options = { binary: miniBrowser, args: ['--automation'] };
    const made = await ask('POST', `${base}/session`, {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options, timeouts: { script: ENGINE_LIMIT_MS } } },
    });
    const session = `${base}/session/${made?.sessionId}`;
    await sizePage(session);
    return {
      version: made?.capabilities?.browserVersion ?? '',
      open: async (url) => void (await ask('POST', `${session}/url`, { url })),
      run: (body) => {
        const script = `const done = arguments[arguments.length - 1];
          (async () => {${body}})().then(done, (error) => done({ trouble: String(error) }));`;
        return ask('POST', `${session}/execute/async`, { script, args: [] });
      },
      async drag([x, y], [toX, toY]) {
        const moves = Array.from({ length: DRAG_STEPS }, (_, i) => (i + 1) / DRAG_STEPS).map((share) => ({
          type: 'pointerMove',
          duration: 0,
          x: Math.round(x + (toX - x) * share),
          y: Math.round(y + (toY - y) * share),
        }));
        const actions = [
          { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) },
          { type: 'pointerDown', button: 0 },
          ...moves,
          { type: 'pointerUp', button: 0 },
        ];
        const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
        await ask('POST', `${session}/actions`, { actions: [mouse] });
      },
      close: async () => {
        await ask('DELETE', session).catch(() => {});
        endDriver();
      },
    };
  } catch (error) {
    endDriver();
    throw error;
  }
}
