#version 300 es
// Absorbance of one core: A_c exp(-q/2), q = a^2/v_t + b^2/v_p (model.md 6). Added up by blending.
precision highp float;
flat in vec2 vCentrePx;
flat in vec2 vTilt;
flat in vec2 vCos2Ppm2;
flat in vec4 vCore;
flat in vec4 vHalo;
uniform vec2 uOriginPx;
uniform float uScale;
uniform float uBlurPx2;
uniform float uSupport;
uniform float uReachMm2;
uniform float uLeastReachPx2;
out vec4 finalColor;

void main() {
  vec2 p = (gl_FragCoord.xy + uOriginPx) / uScale - vCentrePx;
  if (dot(p, p) >= max(uReachMm2 * vCos2Ppm2.y, uLeastReachPx2)) discard;
  float a = dot(p, vTilt);
  float b = p.y * vTilt.x - p.x * vTilt.y;
  float q = a * a / (vCore.x * vCos2Ppm2.x + uBlurPx2) + b * b / (vCore.x + uBlurPx2);
  if (q >= uSupport * uSupport) discard;
  finalColor = vec4(vCore.yzw * exp(-0.5 * q), 0.0);
}
