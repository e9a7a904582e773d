/*
 * Display P3 pixels as sRGB, in place: the HEIC decoder hands out raw values, and phones photograph in P3.
 * Matrix: both spaces share the D65 white and the sRGB curve (IEC 61966-2-1, SMPTE EG 432-1); colours outside sRGB are clipped.
 */
const TO_LINEAR = new Float32Array(256);
for (let i = 0; i < 256; i++) {
  const c = i / 255;
  TO_LINEAR[i] = c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}
const STEPS = 8192;
const TO_BYTE = new Uint8Array(STEPS + 1);
for (let i = 0; i <= STEPS; i++) {
  const c = i / STEPS;
  TO_BYTE[i] = Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055));
}
const byteOf = (linear: number) => TO_BYTE[Math.max(0, Math.min(STEPS, Math.round(linear * STEPS)))];

/** @param rgba bytes, not premultiplied; alpha stays. */
export function displayP3ToSrgb(rgba: Uint8ClampedArray | Uint8Array): void {
  for (let i = 0; i < rgba.length; i += 4) {
    const r = TO_LINEAR[rgba[i]];
    const g = TO_LINEAR[rgba[i + 1]];
    const b = TO_LINEAR[rgba[i + 2]];
    rgba[i] = byteOf(1.2249401 * r - 0.2249402 * g);
    rgba[i + 1] = byteOf(-0.0420569 * r + 1.0420571 * g);
    rgba[i + 2] = byteOf(-0.0196376 * r - 0.0786361 * g + 1.0982735 * b);
  }
}
