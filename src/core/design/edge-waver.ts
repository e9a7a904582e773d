/* Noise for irregular edges of zones and hairlines, worked out only where an edge comes near. */
import { seededNoise3 } from '../math/noise.ts';
import { CANONICAL_HALF_AXES_MM } from '../stipple/candidates.ts';
import type { HeadPlaces } from '../stipple/head-places.ts';

const MICRO_MM = 5; // wavelength 3-8 mm (core/README.md 4)
const MACRO_MM = 28; // wavelength 20-40 mm (core/README.md 4)

/**
 * Noise for irregular edges, 0..1, of each candidate by its number. It is fixed to the scalp and does not move with the line. Worked out when an
 * edge first comes near the candidate: most are never asked for.
 */
export interface Waver {
  noise: ReturnType<typeof seededNoise3>;
  ux: Float32Array;
  uy: Float32Array;
  uz: Float32Array;
  /** -1 until it is */
  known: Float32Array;
}

/** The noise of irregular edges on a head. */
export const edgeWaver = ({ count, ux, uy, uz }: Pick<HeadPlaces, 'count' | 'ux' | 'uy' | 'uz'>, seed: number): Waver => ({
  noise: seededNoise3(seed),
  ux,
  uy,
  uz,
  known: new Float32Array(count).fill(-1),
});

/** At a candidate, 0..1. */
export function waverAt({ noise, ux, uy, uz, known }: Waver, i: number): number {
  if (known[i] >= 0) return known[i];
  const [a, b, c] = CANONICAL_HALF_AXES_MM;
  const x = ux[i] * a;
  const y = uy[i] * b;
  const z = uz[i] * c;
  const micro = noise(x / MICRO_MM, y / MICRO_MM, z / MICRO_MM);
  const macro = noise(x / MACRO_MM + 40, y / MACRO_MM, z / MACRO_MM);
  known[i] = Math.min(1, Math.max(0, 0.5 + 0.3 * micro + 0.4 * macro));
  return known[i];
}
