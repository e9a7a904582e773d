/*
 * `npm test [-- filter]`: every check, each with its time. The last line is "N passed, M failed": one for each test
 * and one for each other check. A skipped test counts as failed, so nothing is left out without being seen.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../src/cli/built-app.ts';

const BIN = (name: string, path: string) => [process.execPath, join(ROOT, 'node_modules', name, path)];
const REPORT = join(ROOT, 'tests/output/vitest.json');
const filter = process.argv.slice(2);

let passed = 0;
let failed = 0;
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs a command; its words are kept for when it fails, or shown as they come. */
function run([command, ...args]: string[], show: boolean): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    let output = '';
    child.stdout?.on('data', (part) => (output += part));
    child.stderr?.on('data', (part) => (output += part));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.trim() }));
  });
}

async function check(name: string, command: string[], say: (output: string) => string = () => '') {
  const since = performance.now();
  const { code, output } = await run(command, false);
  if (code === 0) passed += 1;
  else failed += 1;
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds(since)})${code === 0 && say(output) ? `: ${say(output)}` : ''}`);
  if (code !== 0) console.log(output);
}

interface VitestReport {
  success: boolean;
  testResults: { name: string; status: string; message: string; assertionResults: { fullName: string; status: string }[] }[];
}

async function vitest() {
  const since = performance.now();
  mkdirSync(join(ROOT, 'tests/output'), { recursive: true });
  rmSync(REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const { code } = await run([...BIN('vitest', 'vitest.mjs'), 'run', ...reporters, ...filter], true);
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    failed += 1;
    return console.log(`FAILED vitest ended with code ${code} and without a report`);
  }
  let bad = 0;
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed += 1;
      else bad += 1;
      if (test.status !== 'passed' && test.status !== 'failed')
        console.log(`FAILED ${relative(ROOT, file.name)}: "${test.fullName}" was skipped`);
    }
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      bad += 1;
      console.log(`FAILED ${relative(ROOT, file.name)}: ${file.message.split('\n')[0]}`);
    }
  }
  if (bad === 0 && (code !== 0 || !report.success || report.testResults.length === 0)) {
    bad += 1;
    console.log(`FAILED vitest ended with code ${code} though no test failed: see above`);
  }
  failed += bad;
  console.log(`${bad ? 'FAILED' : 'ok    '} tests (${seconds(since)})`);
}

const lastLine = (output: string) => output.split('\n').pop() ?? '';
// the tests need the build; the other checks need nothing, and the build leaves them a core
await Promise.all([
  check('build and size', [...BIN('tsx', 'dist/cli.mjs'), 'src/cli/build.ts'], lastLine).then(vitest),
  check('types', [...BIN('typescript', 'bin/tsc'), '-p', '.']),
  check('types of the core, without the DOM', [...BIN('typescript', 'bin/tsc'), '-p', 'src/core']),
  check('format and lint', [...BIN('@biomejs/biome', 'bin/biome'), 'ci', '--colors=off', '--diagnostic-level=error', '.']),
]);
process.exitCode = failed ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
