#version 300 es
// One dot: in red its absorbance A exp(-q/2), in green the edge that the camera's sharpening makes of it:
// core/treatment/composite.ts, sumSplats. Added up by blending.
precision highp float;
flat in vec2 vCentrePx;
flat in vec2 vAxis;
flat in vec4 vPerVariance;
flat in float vWide;
flat in vec2 vCore;
uniform vec2 uOriginPx;
uniform float uScale;
uniform float uSharpeningPx2;
uniform float uSupport;
out vec4 finalColor;

void main() {
  vec2 away = (gl_FragCoord.xy + uOriginPx) / uScale - vCentrePx;
  float a = dot(away, vAxis);
  float b = away.y * vAxis.x - away.x * vAxis.y;
  float q = a * a * vPerVariance.x + b * b * vPerVariance.y;
  float most = uSupport * uSupport;
  if (uSharpeningPx2 == 0.0) {
    if (q >= most) discard;
    finalColor = vec4(vCore.x * exp(-0.5 * q), 0.0, 0.0, 0.0);
    return;
  }
  float p = a * a * vPerVariance.z + b * b * vPerVariance.w;
  if (p >= most) discard;
  float core = q < most ? exp(-0.5 * q) : 0.0;
  finalColor = vec4(vCore.x * core, vCore.y * (core - vWide * exp(-0.5 * p)), 0.0, 0.0);
}
