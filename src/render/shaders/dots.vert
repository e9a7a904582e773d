#version 300 es
// One instanced quad a dot, turned along its tilt and just large enough for its support. Photo pixels in, clip space out.
// Row 0 of the target is the picture's top.
precision highp float;
in vec2 aCorner;
in vec2 aCentrePx;
in vec2 aTilt;
in vec2 aCos2Ppm2;   // cos^2 of the tilt, (photo px per mm)^2
in vec4 aCore;       // core variance px^2, absorbance R G B
in vec4 aHalo;       // halo amplitude R G B, redness
uniform vec2 uSizePx;
uniform vec2 uOriginPx;
uniform float uScale;
uniform float uBlurPx2;
uniform float uSupport;
uniform float uHaloPass;
uniform float uWidestHaloMm2;
uniform float uRednessMm2;
flat out vec2 vCentrePx;
flat out vec2 vTilt;
flat out vec2 vCos2Ppm2;
flat out vec4 vCore;
flat out vec4 vHalo;

void main() {
  vCentrePx = aCentrePx;
  vTilt = aTilt;
  vCos2Ppm2 = aCos2Ppm2;
  vCore = aCore;
  vHalo = aHalo;
  float s = aCore.x;
  if (uHaloPass > 0.5) s = max(s + uWidestHaloMm2 * aCos2Ppm2.y, aHalo.w > 0.0 ? uRednessMm2 * aCos2Ppm2.y : 0.0);
  float along = uSupport * sqrt(s * aCos2Ppm2.x + uBlurPx2);
  float across = uSupport * sqrt(s + uBlurPx2);
  vec2 cornerPx = aCentrePx + aCorner.x * along * aTilt + aCorner.y * across * vec2(-aTilt.y, aTilt.x);
  vec2 clip = (cornerPx * uScale - uOriginPx) / uSizePx * 2.0 - 1.0;
  gl_Position = aCore.y + aHalo.x + aHalo.w > 0.0 ? vec4(clip, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}
