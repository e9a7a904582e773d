/*
 * `npm test [-- filter]`: every check, each with its time. The last line is "N passed, M failed": one for each test
 * and one for each other check. A skipped test counts as failed, so nothing is left out without being seen.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT } from '../src/cli/built-app.ts';

const BIN = (name: string, path: string) => [process.execPath, join(ROOT, 'node_modules', name, path)];
const OUTPUT = join(ROOT, 'tests/output');
const { PRIORITY_NORMAL, PRIORITY_BELOW_NORMAL } = constants.priority;
const filter = process.argv.slice(2);

let passed = 0;
let failed = 0;
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs a command; its words are kept for when it fails, or shown as they come. */
function run([command, ...args]: string[], show: boolean, priority = PRIORITY_NORMAL): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    if (child.pid && priority !== PRIORITY_NORMAL) setPriority(child.pid, priority);
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

interface SomeTests {
  name: string;
  /** of vite.config.ts, as vitest takes it */
  projects: string;
  priority: number;
}
/**
 * Tests in a browser wait for frames and timers, which leaves a tenth of the processors idle. Those of the core only compute, know no clock,
 * and get what is left.
 */
const TESTS: readonly SomeTests[] = [
  { name: 'tests', projects: '!core', priority: PRIORITY_NORMAL },
  { name: 'tests of the core', projects: 'core', priority: PRIORITY_BELOW_NORMAL },
];

/** Resolves to how many tests there were. */
async function vitest({ name, projects, priority }: SomeTests): Promise<number> {
  const since = performance.now();
  const path = join(OUTPUT, `${name.replaceAll(' ', '-')}.json`);
  mkdirSync(OUTPUT, { recursive: true });
  rmSync(path, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const args = ['run', '--passWithNoTests', '--project', projects, ...reporters, ...filter];
  const { code } = await run([...BIN('vitest', 'vitest.mjs'), ...args], true, priority);
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    failed += 1;
    console.log(`FAILED vitest ended with code ${code} and without a report of the ${name}`);
    return 0;
  }
  let [good, bad] = [0, 0];
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') good += 1;
      else bad += 1;
      if (test.status !== 'passed' && test.status !== 'failed')
        console.log(`FAILED ${relative(ROOT, file.name)}: "${test.fullName}" was skipped`);
    }
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      bad += 1;
      console.log(`FAILED ${relative(ROOT, file.name)}: ${file.message.split('\n')[0]}`);
    }
  }
  if (bad === 0 && (code !== 0 || !report.success)) {
    bad += 1;
    console.log(`FAILED vitest ended with code ${code} though none of the ${name} failed: see above`);
  }
  passed += good;
  failed += bad;
  console.log(`${bad ? 'FAILED' : 'ok    '} ${name} (${seconds(since)})`);
  return good + bad;
}

async function allTests() {
  const counts = await Promise.all(TESTS.map(vitest));
  if (counts.some((count) => count > 0)) return;
  failed += 1;
  console.log('FAILED there is no such test');
}

const lastLine = (output: string) => output.split('\n').pop() ?? '';
// the tests need the build; the other checks need nothing, and the build leaves them a core
await Promise.all([
  check('build and size', [...BIN('tsx', 'dist/cli.mjs'), 'src/cli/build.ts'], lastLine).then(allTests),
  check('types', [...BIN('typescript', 'bin/tsc'), '-p', '.']),
  check('types of the core, without the DOM', [...BIN('typescript', 'bin/tsc'), '-p', 'src/core']),
  check('format and lint', [...BIN('@biomejs/biome', 'bin/biome'), 'ci', '--colors=off', '--diagnostic-level=error', '.']),
]);
process.exitCode = failed ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
