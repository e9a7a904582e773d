/*
 * Shading of the scalp in a photo: a quadratic in the picture and in the tilt, fitted together with the step of ln light from bare skin to
 * dense hair.
 */
import { robustFit } from '../math/robust-fit.ts';

/** Nodes row by row. */
interface LitScalp {
  widthCells: number;
  cosTheta: Float32Array;
  /** ln of light */
  level: Float32Array;
  /** hair 0..1 */
  hair: Float32Array;
}
export interface Shading {
  /** ln of light from bare skin to dense hair, below 0 where hair is darker */
  step: number;
  /** ln of light of bare skin at a node */
  bareAt(k: number): number;
}

/** Null if the nodes do not tell. @param at nodes to fit, each with a known level */
export function fitShading({ widthCells: w, cosTheta, level, hair }: LitScalp, at: readonly number[]): Shading | null {
  const row = (k: number, hairHere: number) => {
    const [x, y, cos] = [(k % w) / w, Math.floor(k / w) / w, cosTheta[k]];
    return [hairHere, 1, x, y, cos, x * x, x * y, y * y];
  };
  const fit = robustFit(
    at.map((k) => row(k, hair[k])),
    at.map((k) => level[k]),
    null,
  );
  return fit && { step: fit.step, bareAt: (k) => row(k, 0).reduce((sum, v, c) => sum + v * fit.coefficients[c], 0) };
}
