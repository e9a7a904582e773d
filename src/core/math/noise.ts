/* Smooth 3D noise for irregular edges: simplex noise (Perlin 2001; package simplex-noise), seeded by the project. */
import { createNoise3D } from 'simplex-noise';
import { randomStream } from './random.ts';

/** Noise in [-1, 1] over three coordinates; the same for the same seed. */
export const seededNoise3 = (seed: number): ((x: number, y: number, z: number) => number) => createNoise3D(randomStream(seed));
