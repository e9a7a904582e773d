#version 300 es
// One dot: in red its absorbance A exp(-q/2), in green the edge that the camera's sharpening makes of it:
// core/treatment/composite.ts, sumSplats. Added up by blending.
precision highp float;
flat in vec2 vCentrePx;
flat in vec2 vAxis;
flat in vec4 vVariances;
flat in vec2 vCore;
uniform vec2 uOriginPx;
uniform float uScale;
uniform float uSupport;
out vec4 finalColor;

void main() {
  vec2 away = (gl_FragCoord.xy + uOriginPx) / uScale - vCentrePx;
  float a = dot(away, vAxis);
  float b = away.y * vAxis.x - away.x * vAxis.y;
  vec4 squares = vec4(a * a, b * b, a * a, b * b) / vVariances;
  float q = squares.x + squares.y;
  float p = squares.z + squares.w;
  if (p >= uSupport * uSupport) discard;
  float core = q < uSupport * uSupport ? exp(-0.5 * q) : 0.0;
  float wide = sqrt(vVariances.x * vVariances.y / (vVariances.z * vVariances.w));
  finalColor = vec4(vCore.x * core, vCore.y * (core - wide * exp(-0.5 * p)), 0.0, 0.0);
}
