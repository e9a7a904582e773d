/* A screen that is only memory: without one Firefox has no WebGL2, and WebKitGTK does not start. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface VirtualDisplay {
  /** the environment of a program that draws on it */
  environment: NodeJS.ProcessEnv;
  close(): void;
}

/** Xvfb chooses a free number itself and writes it to file descriptor 3. */
export function openDisplay(): Promise<VirtualDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let trouble = '';
  server.stderr?.on('data', (part) => (trouble += part));
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', () => reject(new Error(`Xvfb did not start: ${trouble.trim().split('\n').pop()}`)));
    let number = '';
    (server.stdio[3] as Readable).on('data', (part) => {
      number += part;
      if (!number.endsWith('\n')) return;
      const { WAYLAND_DISPLAY, XAUTHORITY, ...environment } = process.env;
      resolve({ environment: { ...environment, DISPLAY: `:${number.trim()}`, GDK_BACKEND: 'x11' }, close: () => server.kill() });
    });
  });
}
