/*
 * One even tone: a place beside own dense hair gets as many dots as bring its light down to that of the hair. A pale scar needs more than the
 * plan's density, a place about as dark as the hair fewer. Shading is taken off first (shading.ts).
 */
import { gaussianBlur } from '../math/gaussian-blur.ts';
import { smooth } from '../math/smoothstep.ts';
import { fitShading } from './shading.ts';
import { USUAL_STEP } from './stubble-tone.ts';

/** Nodes of about 1 mm, row by row. */
export interface LitNodes {
  widthCells: number;
  heightCells: number;
  cosTheta: Float32Array;
  /** ln of light; NaN where unknown */
  level: Float32Array;
  /** hair 0..1, below 0 where unknown */
  hair: Float32Array;
  /** share of a finished plan's tone, 0..1, below 0 where unknown */
  tone: Float32Array;
  /** 0..1 */
  shine: Float32Array;
  /** 1 on a scar or a parting; null if there is none */
  paleLine: Uint8Array | null;
}

/** Hair with this share of a plan's tone sets it. */
const DENSE_TONE = 0.75;
/** Sigma, nodes, over which hair is averaged, and that of the place itself. */
const HAIR_AROUND = { near: 6, far: 16, farWeight: 0.15 };
const HERE = 1;
/** Share of the surroundings that must be dense hair for it to be believed in full. assumed. */
const FULL_SHARE = 0.04;
/** Bounds on the factor: skin must also lose its colour, and candidates are no denser. assumed. */
const LEAST = 0.35;
const MOST = 2;
/** A place brighter than dense hair by this (ln of light) lacks tone, whatever its colour: a scar is pale. assumed. */
const BRIGHTER = { from: 0.1, range: 0.08 };
/** Every so many-th node is used for the shading, at least MIN_NODES. */
const SPARSE = 7;
const MIN_NODES = 50;

/**
 * `need`: factor on a plan's density at each node, 1 where no dense hair is near. `lack`: share of a plan's tone that a scar lacks by its light,
 * 0 elsewhere.
 * @param at nodes of the scalp
 */
export function evenNeed(
  { widthCells: w, heightCells: h, cosTheta, level, hair, tone, shine, paleLine }: LitNodes,
  at: readonly number[],
): { need: Float32Array; lack: Float32Array } {
  const need = new Float32Array(w * h).fill(1);
  const lack = new Float32Array(w * h);
  const out = { need, lack };
  const lit = at.filter((k) => !Number.isNaN(level[k]));
  const dull = lit.filter((k) => shine[k] < 0.5);
  const dense = dull.filter((k) => tone[k] >= DENSE_TONE);
  if (dense.length < MIN_NODES) return out;
  const used = dull.filter((_, i) => i % SPARSE === 0);
  if (used.length < MIN_NODES) return out;
  const shading = fitShading({ widthCells: w, cosTheta, level, hair }, used);
  if (!shading) return out;
  const shaded = new Float32Array(w * h);
  const isLit = new Float32Array(w * h);
  const hairLight = new Float32Array(w * h);
  const isHair = new Float32Array(w * h);
  for (const k of lit) {
    shaded[k] = level[k] - shading.bareAt(k);
    isLit[k] = 1;
  }
  for (const k of dense) {
    hairLight[k] = shaded[k];
    isHair[k] = 1;
  }
  const [here, known] = [gaussianBlur(shaded, w, h, HERE), gaussianBlur(isLit, w, h, HERE)];
  const [around, share] = [hairLight, isHair].map((column) => {
    const near = gaussianBlur(column, w, h, HAIR_AROUND.near);
    return gaussianBlur(column, w, h, HAIR_AROUND.far).map((far, k) => near[k] + HAIR_AROUND.farWeight * far);
  });
  for (const k of lit) {
    if (share[k] < 1e-3) continue;
    const brighter = here[k] / known[k] - around[k] / share[k];
    const wanted = Math.min(MOST, Math.max(LEAST, brighter / -USUAL_STEP[1]));
    const believed = Math.min(1, share[k] / FULL_SHARE);
    need[k] = 1 + believed * (wanted - 1);
    if (paleLine?.[k] === 1) lack[k] = believed * smooth((brighter - BRIGHTER.from) / BRIGHTER.range) * wanted;
  }
  return out;
}
