/** A part of the output picture: output px = photo px x scale - origin. */
export interface Rectangle {
  widthPx: number;
  heightPx: number;
  originX: number;
  originY: number;
  scale: number;
}

/** Uniforms for the part that is drawn, shared by both passes. */
export const placeUniforms = () => ({
  uSizePx: { value: new Float32Array(2), type: 'vec2<f32>' as const },
  uOriginPx: { value: new Float32Array(2), type: 'vec2<f32>' as const },
  uScale: { value: 1, type: 'f32' as const },
});
export function place(
  uniforms: { uSizePx: Float32Array; uOriginPx: Float32Array; uScale: number },
  { widthPx, heightPx, originX, originY, scale }: Rectangle,
) {
  uniforms.uSizePx.set([widthPx, heightPx]);
  uniforms.uOriginPx.set([originX, originY]);
  uniforms.uScale = scale;
}

/** A position on the screen, rounded so that a place in the picture has the same coordinates in a shader wherever the picture lies. */
export const inGrains = (px: number) => Math.round(px * 16) / 16;
