/* Which of the three engines are on this machine, and the Debian packages that bring what is not. Installs nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findInstalled, hasMesa } from '../../src/cli/browser.ts';

const onPath = (...names: string[]) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path)) ?? null;

/** MiniBrowser lies in a folder of the machine's architecture. */
function findMiniBrowser(): string | null {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  const paths = ['', ...folders].map((folder) => join('/usr/lib', folder, 'webkit2gtk-4.1/MiniBrowser'));
  return paths.find((path) => existsSync(path)) ?? null;
}
const hasPci = () => (spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '').includes('libpci.so.3');

export function installedEngines() {
  const firefox = onPath('firefox-esr', 'firefox');
  const miniBrowser = findMiniBrowser();
  const needs: [boolean, string[]][] = [
    [!!findInstalled(), ['chromium']],
    [!!firefox, ['firefox-esr']],
    // without it Firefox cannot tell what draws, and gives no WebGL2
    [hasPci(), ['libpci3']],
    [!!miniBrowser && !!onPath('WebKitWebDriver'), ['webkit2gtk-driver']],
    [!!onPath('Xvfb'), ['xvfb']],
    [hasMesa(), ['libegl1', 'libegl-mesa0', 'libgl1-mesa-dri']],
  ];
  return {
    firefox: firefox ?? '',
    miniBrowser: miniBrowser ?? '',
    missingPackages: needs.flatMap(([isThere, packages]) => (isThere ? [] : packages)),
  };
}
