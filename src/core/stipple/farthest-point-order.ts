/*
 * A progressive blue-noise set: farthest-point order (Eldar et al. 1997; on surfaces Moenning & Dodgson 2003) over a candidate pool
 * that grows with the level, so that every prefix is equally well spread (K = 16 gives rho 0.694-0.709).
 * Distances are chords in mm. Decisions compare squared distances; no transcendental function takes part.
 * Rejected: Yuksel's sample elimination (uneven prefixes, 1.4x the time), random thinning (rho 0.25), Lloyd (no order).
 */

export interface Points3 {
  x: Float32Array;
  y: Float32Array;
  z: Float32Array;
}

export interface FarthestPointOptions {
  /** dots wanted */
  count: number;
  /** area of the surface, mm^2: sets the finest grid cell */
  areaMm2: number;
  onProgress?: (share: number) => void;
}

export interface OrderedPoints extends Points3 {
  /** distance from each dot to the nearest earlier one, mm; it rises where the pool grows, so it is not monotone */
  radiusMm: Float32Array;
}

/** Spacing of the hexagonal lattice with `perMm2` points, mm: the widest possible. */
export const hexSpacingMm = (perMm2: number) => Math.sqrt(2 / (Math.sqrt(3) * perMm2));

/** The first `count` dots of the farthest-point order of `pool` (random order, K x count points). */
export function farthestPointOrder(pool: Points3, { count, areaMm2, onProgress }: FarthestPointOptions): OrderedPoints {
  const total = pool.x.length;
  if (count < 1 || total < count) throw new Error(`farthestPointOrder needs a pool of at least ${count} points, got ${total}`);
  const perDot = total / count;
  const levels: number[] = [count];
  for (let m = count; m > 32; ) levels.unshift((m = Math.max(32, Math.round(m / Math.SQRT2))));

  let minX = Infinity;
  let minY = Infinity;
  let minZ = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  let maxZ = -Infinity;
  for (let i = 0; i < total; i++) {
    if (pool.x[i] < minX) minX = pool.x[i];
    if (pool.x[i] > maxX) maxX = pool.x[i];
    if (pool.y[i] < minY) minY = pool.y[i];
    if (pool.y[i] > maxY) maxY = pool.y[i];
    if (pool.z[i] < minZ) minZ = pool.z[i];
    if (pool.z[i] > maxZ) maxZ = pool.z[i];
  }
  const floorCell = 0.9 * hexSpacingMm(count / areaMm2);
  const cellsAt = (cell: number) =>
    (Math.ceil((maxX - minX) / cell) + 3) * (Math.ceil((maxY - minY) / cell) + 3) * (Math.ceil((maxZ - minZ) / cell) + 3);
  const start = new Int32Array(cellsAt(floorCell) + 1);

  const nearest2 = new Float32Array(total).fill(Infinity); // by pool number
  const taken = new Uint8Array(total);
  const out: OrderedPoints = {
    x: new Float32Array(count),
    y: new Float32Array(count),
    z: new Float32Array(count),
    radiusMm: new Float32Array(count),
  };
  const sx = new Float32Array(total);
  const sy = new Float32Array(total);
  const sz = new Float32Array(total);
  const d2 = new Float32Array(total);
  const poolOf = new Int32Array(total);
  const cellOf = new Int32Array(total);
  const heap = new Int32Array(total);
  const key = new Float32Array(total);
  let chosen = 0;
  let admitted = 0;

  for (const m of levels) {
    const n = m === count ? total : Math.min(total, Math.ceil(perDot * m));
    const spacing = chosen ? hexSpacingMm(chosen / areaMm2) : Infinity;
    // 1. distances of the newly admitted candidates to the chosen dots, using a grid of the chosen dots
    if (chosen) {
      const cell = Math.max(spacing, floorCell);
      const nx = Math.ceil((maxX - minX) / cell) + 3;
      const ny = Math.ceil((maxY - minY) / cell) + 3;
      const nz = Math.ceil((maxZ - minZ) / cell) + 3;
      const cells = nx * ny * nz;
      start.fill(0, 0, cells + 1);
      for (let i = 0; i < chosen; i++) {
        const c =
          ((((out.x[i] - minX) / cell) | 0) + 1) * ny * nz +
          ((((out.y[i] - minY) / cell) | 0) + 1) * nz +
          (((out.z[i] - minZ) / cell) | 0) +
          1;
        cellOf[i] = c;
        start[c]++;
      }
      for (let c = 0, sum = 0; c <= cells; c++) {
        sum += start[c];
        start[c] = sum;
      }
      for (let i = chosen - 1; i >= 0; i--) {
        const at = --start[cellOf[i]];
        sx[at] = out.x[i];
        sy[at] = out.y[i];
        sz[at] = out.z[i];
      }
      for (let i = admitted; i < n; i++) {
        const px = pool.x[i];
        const py = pool.y[i];
        const pz = pool.z[i];
        const cx = (((px - minX) / cell) | 0) + 1;
        const cy = (((py - minY) / cell) | 0) + 1;
        const cz = (((pz - minZ) / cell) | 0) + 1;
        let best = Infinity;
        for (let ring = 1; ; ring++) {
          for (let ix = Math.max(0, cx - ring); ix <= Math.min(nx - 1, cx + ring); ix++)
            for (let iy = Math.max(0, cy - ring); iy <= Math.min(ny - 1, cy + ring); iy++) {
              const row = ix * ny * nz + iy * nz;
              const end = start[row + Math.min(nz - 1, cz + ring) + 1];
              for (let j = start[row + Math.max(0, cz - ring)]; j < end; j++) {
                const ex = sx[j] - px;
                const ey = sy[j] - py;
                const ez = sz[j] - pz;
                const d = ex * ex + ey * ey + ez * ez;
                if (d < best) best = d;
              }
            }
          if (best <= ring * cell * (ring * cell) || ring > nx + ny + nz) break;
        }
        nearest2[i] = best;
      }
    }
    admitted = n;
    // 2. put all admitted candidates into a grid, copied in grid order
    let largest = 0;
    for (let i = 0; i < n; i++) if (!taken[i] && nearest2[i] > largest) largest = nearest2[i];
    const extent = Math.max(maxX - minX, maxY - minY, maxZ - minZ) + 1;
    const cell = Math.max(floorCell, largest === Infinity ? extent : Math.sqrt(largest) * 1.0001);
    const nx = Math.ceil((maxX - minX) / cell) + 3;
    const ny = Math.ceil((maxY - minY) / cell) + 3;
    const nz = Math.ceil((maxZ - minZ) / cell) + 3;
    const cells = nx * ny * nz;
    start.fill(0, 0, cells + 1);
    for (let i = 0; i < n; i++) {
      const c =
        ((((pool.x[i] - minX) / cell) | 0) + 1) * ny * nz +
        ((((pool.y[i] - minY) / cell) | 0) + 1) * nz +
        (((pool.z[i] - minZ) / cell) | 0) +
        1;
      cellOf[i] = c;
      start[c]++;
    }
    for (let c = 0, sum = 0; c <= cells; c++) {
      sum += start[c];
      start[c] = sum;
    }
    let size = 0;
    for (let i = n - 1; i >= 0; i--) {
      const at = --start[cellOf[i]];
      sx[at] = pool.x[i];
      sy[at] = pool.y[i];
      sz[at] = pool.z[i];
      d2[at] = nearest2[i];
      poolOf[at] = i;
    }
    for (let at = 0; at < n; at++)
      if (!taken[poolOf[at]]) {
        heap[size] = at;
        key[size++] = d2[at];
      }
    // 3. a max-heap whose keys only decrease: a stale key is corrected when it reaches the top
    const sift = (from: number) => {
      const id = heap[from];
      const k = key[from];
      let i = from;
      for (;;) {
        let child = 2 * i + 1;
        if (child >= size) break;
        if (child + 1 < size && key[child + 1] > key[child]) child++;
        if (key[child] <= k) break;
        heap[i] = heap[child];
        key[i] = key[child];
        i = child;
      }
      heap[i] = id;
      key[i] = k;
    };
    for (let i = (size >> 1) - 1; i >= 0; i--) sift(i);
    while (chosen < m && size > 0) {
      const top = heap[0];
      const r2 = d2[top];
      if (key[0] > r2) {
        key[0] = r2;
        sift(0);
        continue;
      }
      const px = sx[top];
      const py = sy[top];
      const pz = sz[top];
      out.x[chosen] = px;
      out.y[chosen] = py;
      out.z[chosen] = pz;
      out.radiusMm[chosen] = r2 === Infinity ? extent : Math.sqrt(r2);
      chosen++;
      taken[poolOf[top]] = 1;
      d2[top] = 0;
      size--;
      heap[0] = heap[size];
      key[0] = key[size];
      if (size) sift(0);
      const cx = (((px - minX) / cell) | 0) + 1;
      const cy = (((py - minY) / cell) | 0) + 1;
      const cz = (((pz - minZ) / cell) | 0) + 1;
      for (let ix = cx - 1; ix <= cx + 1; ix++)
        for (let iy = cy - 1; iy <= cy + 1; iy++) {
          const row = ix * ny * nz + iy * nz + cz;
          const end = start[row + 2];
          for (let j = start[row - 1]; j < end; j++) {
            const ex = sx[j] - px;
            const ey = sy[j] - py;
            const ez = sz[j] - pz;
            const d = ex * ex + ey * ey + ez * ez;
            if (d < d2[j]) d2[j] = d;
          }
        }
      if ((chosen & 16383) === 0) onProgress?.(chosen / count);
    }
    for (let at = 0; at < n; at++) nearest2[poolOf[at]] = d2[at];
  }
  return out;
}
