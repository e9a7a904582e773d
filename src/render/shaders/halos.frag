#version 300 es
// Light lost around one dot, red widest, and the redness of fresh work in alpha (model.md 7). Added up by blending.
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
uniform vec3 uHaloMm2;
uniform float uRednessMm2;
out vec4 finalColor;

void main() {
  vec2 p = (gl_FragCoord.xy + uOriginPx) / uScale - vCentrePx;
  if (dot(p, p) >= max(uReachMm2 * vCos2Ppm2.y, uLeastReachPx2)) discard;
  float a = dot(p, vTilt);
  float b = p.y * vTilt.x - p.x * vTilt.y;
  vec4 s = vec4(vCore.x + uHaloMm2 * vCos2Ppm2.y, uRednessMm2 * vCos2Ppm2.y);
  vec4 q = a * a / (s * vCos2Ppm2.x + uBlurPx2) + b * b / (s + uBlurPx2);
  vec4 within = vec4(lessThan(q, vec4(uSupport * uSupport)));
  finalColor = vHalo * exp(-0.5 * q) * within;
}
