/* One head fitted to photos, which depends on nothing but them: what was asked for before is not worked out again. */
import { fitHeads, type JointHead, type PhotoOfHead } from '../../src/core/scalp/fit-heads.ts';

const fits = new Map<string, JointHead>();

export function fitOnce(photos: readonly PhotoOfHead[]): JointHead {
  const asked = JSON.stringify(photos);
  const fit = fits.get(asked) ?? fitHeads(photos);
  fits.set(asked, fit);
  return structuredClone(fit);
}
