/* `npm run render` for tests: in the browser and with the candidates that all of them share, or as the process that a person starts. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';
import { ROOT } from '../../src/cli/built-app.ts';
import { renderCommand } from '../../src/cli/render-command.ts';
import { keepCandidates } from './kept-candidates.ts';
import { keptTab, type Tab } from './kept-tab.ts';

export interface Ended {
  code: number;
  stderr: string;
}

/** A tab that one command after the other uses, each with a server and so an origin of its own: starting a process for each takes longer than many of them. */
let tab: Promise<Tab> | null = null;

/** The command's own code from its arguments on, without a process and a browser of its own. */
export async function render(...args: string[]): Promise<Ended> {
  const trouble = await renderCommand(args, {
    answer: keepCandidates(inject('keptFolder')),
    async openPage(options) {
      tab ??= keptTab(options);
      const { page } = await tab;
      return {
        page,
        close: async () => {
          page.removeAllListeners();
          await page.goto('about:blank');
        },
      };
    },
  });
  return { code: trouble === null ? 0 : 1, stderr: trouble === null ? '' : `${trouble}\n` };
}

/** As someone outside uses it: its own process and browser, and everything made anew. */
export function renderProcess(...args: string[]): Promise<Ended & { stdout: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/render.ts'), ...args], { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}
