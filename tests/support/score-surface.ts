/*
 * How evenly dots are spread on a curved surface. Distances are chords in mm; spectra and counts come from tangent patches laid out with
 * radius = chord length (equal-area on a sphere), windowed by a Hann taper. White noise scores rho ~0, lf50 1, cv16 0.25.
 */
export interface Spread {
  /** closest pair over the spacing of the hexagonal lattice of the same density */
  rho: number;
  /** mean power at frequencies up to half of sqrt(density) */
  lf50: number;
  /** deviation over mean of counts in discs that hold 16 dots on average */
  cv16: number;
  patches: number;
}
type Columns = readonly [Float32Array, Float32Array, Float32Array];

export const hexSpacing = (perMm2: number) => Math.sqrt(2 / (Math.sqrt(3) * perMm2));

/** Dots by the cube they lie in, to look around one quickly. */
function neighbourhood([x, y, z]: Columns, count: number, cell: number) {
  // cubes by a hash of theirs: each dot leads to the next one of its own
  const bits = Math.ceil(Math.log2(count + 1)) + 1;
  const bucket = (i: number, j: number, k: number) =>
    (Math.imul(i, 0x9e3779b1) ^ Math.imul(j, 0x85ebca77) ^ Math.imul(k, 0xc2b2ae3d)) >>> (32 - bits);
  const first = new Int32Array(1 << bits).fill(-1);
  const next = new Int32Array(count);
  const at = [x, y, z].map((column) => Int32Array.from({ length: count }, (_, i) => Math.floor(column[i] / cell)));
  for (let i = count - 1; i >= 0; i--) {
    const b = bucket(at[0][i], at[1][i], at[2][i]);
    next[i] = first[b];
    first[b] = i;
  }
  return (i: number, radius: number, visit: (j: number, d2: number) => void) => {
    const reach = Math.ceil(radius / cell);
    const [cx, cy, cz] = [at[0][i], at[1][i], at[2][i]];
    for (let a = cx - reach; a <= cx + reach; a++)
      for (let b = cy - reach; b <= cy + reach; b++)
        for (let c = cz - reach; c <= cz + reach; c++)
          for (let j = first[bucket(a, b, c)]; j >= 0; j = next[j]) {
            if (at[0][j] !== a || at[1][j] !== b || at[2][j] !== c) continue;
            const d2 = (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2 + (z[j] - z[i]) ** 2;
            if (d2 <= radius * radius) visit(j, d2);
          }
  };
}

/** Closest pair of the first `count` dots, mm. */
export function closestPairMm(columns: Columns, count: number, areaMm2: number): number {
  const cell = hexSpacing(count / areaMm2);
  const around = neighbourhood(columns, count, cell);
  let best = Infinity;
  for (let i = 0; i < count; i++)
    around(i, cell, (j, d2) => {
      if (j !== i && d2 < best) best = d2;
    });
  return Math.sqrt(best);
}

/** Scores the first `count` dots, in rank order, of a surface of `areaMm2` with an open rim. */
export function scoreSurface(
  columns: Columns,
  count: number,
  areaMm2: number,
  { patches = 12, patchDots = 1500, maxPatchMm = 60 } = {},
): Spread {
  const perMm2 = count / areaMm2;
  const hex = hexSpacing(perMm2);
  const around = neighbourhood(columns, count, 1.2 * hex);
  const side = Math.min(maxPatchMm, Math.sqrt(patchDots / perMm2));
  let lf50 = 0;
  let cv16 = 0;
  let found = 0;
  // centred on dots of low rank, which are themselves well spread
  for (let t = 0; t < Math.min(count, 400) && found < patches; t++) {
    const patch = tangentPatch(columns, around, t, side, Math.max(side * 0.36, 4 * hex));
    if (!patch) continue;
    found++;
    lf50 += lowFrequencyPower(patch, side);
    cv16 += countVariation(patch, side, 16);
  }
  return { rho: closestPairMm(columns, count, areaMm2) / hex, lf50: lf50 / found, cv16: cv16 / found, patches: found };
}

/** Dots around dot `t` on a square of `side`, or null where the square would reach the rim. */
function tangentPatch(
  columns: Columns,
  around: ReturnType<typeof neighbourhood>,
  t: number,
  side: number,
  fitMm: number,
): [number, number][] | null {
  const at = (j: number) => columns.map((column) => column[j]);
  const near: number[][] = [];
  around(t, fitMm, (j) => near.push(at(j)));
  const mean = [0, 1, 2].map((a) => near.reduce((s, p) => s + p[a], 0) / near.length);
  const c = [0, 1, 2].map((a) => [0, 1, 2].map((b) => near.reduce((s, p) => s + (p[a] - mean[a]) * (p[b] - mean[b]), 0)));
  // the normal is the direction of least spread: power iteration on (trace - C)
  const trace = c[0][0] + c[1][1] + c[2][2];
  let n = [0.3, 0.5, 0.8];
  for (let i = 0; i < 200; i++) {
    const w = n.map((_, a) => trace * n[a] - (c[a][0] * n[0] + c[a][1] * n[1] + c[a][2] * n[2]));
    const length = Math.hypot(...w);
    n = w.map((q) => q / length);
  }
  const ref = Math.abs(n[0]) < 0.8 ? [0, -n[2], n[1]] : [n[2], 0, -n[0]];
  const e = ref.map((q) => q / Math.hypot(...ref));
  const f = [n[1] * e[2] - n[2] * e[1], n[2] * e[0] - n[0] * e[2], n[0] * e[1] - n[1] * e[0]];
  const out: [number, number][] = [];
  const wedges = new Int32Array(8);
  const centre = at(t);
  around(t, side * 0.72, (j, d2) => {
    const d = at(j).map((q, a) => q - centre[a]);
    const u = d[0] * e[0] + d[1] * e[1] + d[2] * e[2];
    const v = d[0] * f[0] + d[1] * f[1] + d[2] * f[2];
    const stretch = Math.sqrt(d2) / (Math.hypot(u, v) || 1);
    wedges[Math.min(7, ((Math.atan2(v, u) / Math.PI + 1) * 4) | 0)]++;
    const p: [number, number] = [u * stretch + side / 2, v * stretch + side / 2];
    if (p[0] >= 0 && p[1] >= 0 && p[0] < side && p[1] < side) out.push(p);
  });
  const even = wedges.reduce((s, k) => s + k, 0) / 8;
  return out.length < 100 || Math.min(...wedges) < 0.85 * even ? null : out;
}

/** Mean of the tapered periodogram at |f| / sqrt(density) <= 0.5, without the bins the taper leaks into. */
function lowFrequencyPower(points: readonly [number, number][], side: number): number {
  const k = (2 * Math.PI) / side;
  const weight = points.map(([x, y]) => (1 - Math.cos(k * x)) * (1 - Math.cos(k * y)));
  const norm = weight.reduce((s, w) => s + w * w, 0);
  const most = 0.5 * Math.sqrt(points.length);
  // a wave of the patch is the product of one along x and one along y
  const wavesAlong = (axis: 0 | 1) =>
    Array.from({ length: Math.floor(most) + 1 }, (_, n) => ({
      cos: Float64Array.from(points, (point) => Math.cos(k * n * point[axis])),
      sin: Float64Array.from(points, (point) => Math.sin(k * n * point[axis])),
    }));
  const [alongX, alongY] = [wavesAlong(0), wavesAlong(1)];
  let sum = 0;
  let count = 0;
  for (let kx = -Math.floor(most); kx <= most; kx++)
    for (let ky = 0; ky <= most; ky++) {
      const r2 = kx * kx + ky * ky;
      if (r2 < 9 || r2 > most * most || (ky === 0 && kx <= 0)) continue;
      const [x, y, turn] = [alongX[Math.abs(kx)], alongY[ky], Math.sign(kx)];
      let re = 0;
      let im = 0;
      for (let i = 0; i < points.length; i++) {
        const sinX = turn * x.sin[i];
        re += weight[i] * (x.cos[i] * y.cos[i] - sinX * y.sin[i]);
        im += weight[i] * (sinX * y.cos[i] + x.cos[i] * y.sin[i]);
      }
      sum += (re * re + im * im) / norm;
      count++;
    }
  return sum / count;
}

/** Deviation over mean of counts in discs of `held` dots on average, at low-discrepancy places. */
function countVariation(points: readonly [number, number][], side: number, held: number): number {
  const radius = Math.sqrt((held * side * side) / (Math.PI * points.length));
  const columns: Map<number, [number, number][]> = new Map();
  for (const p of points) {
    const key = Math.floor(p[0] / radius) * 4096 + Math.floor(p[1] / radius);
    const list = columns.get(key);
    if (list) list.push(p);
    else columns.set(key, [p]);
  }
  const discs = 4 * points.length;
  let sum = 0;
  let sum2 = 0;
  for (let i = 0; i < discs; i++) {
    const x = ((0.5 + i * 0.7548776662466927) % 1) * (side - 2 * radius) + radius;
    const y = ((0.5 + i * 0.5698402909980532) % 1) * (side - 2 * radius) + radius;
    let n = 0;
    const [cx, cy] = [Math.floor(x / radius), Math.floor(y / radius)];
    for (let a = cx - 1; a <= cx + 1; a++)
      for (let b = cy - 1; b <= cy + 1; b++)
        for (const p of columns.get(a * 4096 + b) ?? []) if ((p[0] - x) ** 2 + (p[1] - y) ** 2 <= radius * radius) n++;
    sum += n;
    sum2 += n * n;
  }
  const mean = sum / discs;
  return Math.sqrt(sum2 / discs - mean * mean) / mean;
}
