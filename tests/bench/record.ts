/* The bench's rows as a table and as a picture. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/built-app.ts';
import type { Row } from './compare.ts';

const TABLE = join(ROOT, 'tests/bench/RESULTS.md');
const PICTURE = join(ROOT, 'tests/bench/results.svg');

const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const times = (value: number) => (value < 0.1 ? value.toFixed(3) : value < 10 ? value.toFixed(2) : value.toFixed(0));

export const inTable = ({ name, peer, ratio, oursMs, peerMs, bar, note }: Row) =>
  `| ${name} | ${peer} | ${times(ratio.median)} (${times(ratio.least)}–${times(ratio.most)}) | ${bar ?? ''} | ${ms(oursMs)} | ${ms(peerMs)} | ${note ?? ''} |`;

/** When, from which commit and on what it was measured. */
function circumstances(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const cores = cpus();
  return `${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), graphics in software`;
}

export function record(rows: readonly Row[]) {
  const when = circumstances();
  const table = `# How fast, beside its peers

Made by \`npm run bench -- --record\`: ${when}. A ratio is ours over the peer's, both timed in turn in one run: median (least–most). Under 1, ours is faster.

| ours | peer | ratio | at most | ours, ms | peer, ms | |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map(inTable).join('\n')}
`;
  writeFileSync(TABLE, table);

  writeFileSync(PICTURE, picture(rows, when));
}

const ROW_PX = 26;
const TEXT_PX = 730;
const BAR_PX = 420;
/** Both ends of the axis, powers of ten. */
const [FROM, TO] = [-3, 2];
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A bar a row on a logarithmic axis: to the left of the middle line ours is faster, to the right the peer. */
function picture(rows: readonly Row[], when: string): string {
  const at = (ratio: number) => TEXT_PX + (BAR_PX * (Math.min(TO, Math.max(FROM, Math.log10(ratio))) - FROM)) / (TO - FROM);
  const width = TEXT_PX + BAR_PX + 90;
  const height = 70 + rows.length * ROW_PX + 34;
  const axis = Array.from({ length: TO - FROM + 1 }, (_, k) => FROM + k)
    .map((power) => {
      const x = at(10 ** power).toFixed(1);
      return `<path d="M${x} 52V${height - 30}" stroke="${power === 0 ? '#1a1a1a' : '#d5d5d5'}"/><text x="${x}" y="44" text-anchor="middle" fill="#555">${10 ** power} ×</text>`;
    })
    .join('');
  const bars = rows
    .map(({ name, peer, ratio, bar }, i) => {
      const y = 70 + i * ROW_PX;
      const [x0, x1] = [Math.min(at(1), at(ratio.median)), Math.max(at(1), at(ratio.median))];
      const spread = `<path d="M${at(ratio.least).toFixed(1)} ${y - 4}H${at(ratio.most).toFixed(1)}" stroke="#1a1a1a"/>`;
      const aim = bar === undefined ? '' : `<path d="M${at(bar).toFixed(1)} ${y - 12}v16" stroke="#b45309" stroke-width="2"/>`;
      return `<text x="${TEXT_PX - 12}" y="${y}" text-anchor="end">${escaped(name)} <tspan fill="#777">/ ${escaped(peer)}</tspan></text><rect x="${x0.toFixed(1)}" y="${y - 11}" width="${Math.max(1, x1 - x0).toFixed(1)}" height="14" fill="#0f766e"/>${spread}${aim}<text x="${TEXT_PX + BAR_PX + 12}" y="${y}">${times(ratio.median)} ×</text>`;
    })
    .join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" fill="#1a1a1a">
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="12" y="22" font-size="14">Time taken over a peer’s: left of 1 × ours is faster; line: spread, amber: what is aimed at</text>
${axis}
${bars}
<text x="12" y="${height - 10}" fill="#555">${escaped(when)}</text>
</svg>
`;
}
