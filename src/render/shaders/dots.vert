#version 300 es
// One instanced quad a dot, turned along the mark and just larger than its support, so that the support alone decides which pixels it
// reaches, wherever the picture lies. Photo pixels in, clip space out.
// Row 0 of the target is the picture's top.
precision highp float;
in vec2 aCorner;
in vec2 aCentrePx;
in vec2 aAxis;       // unit, along the mark in the picture
in vec2 aShape;      // share of the core's variance along that axis and across it
in vec3 aCore;       // core variance px^2, absorbance, depth of the sharpened edge
uniform vec2 uSizePx;
uniform vec2 uOriginPx;
uniform float uScale;
uniform float uBlurPx2;
uniform float uSharpeningPx2;
uniform float uSupport;
flat out vec2 vCentrePx;
flat out vec2 vAxis;
flat out vec4 vPerVariance; // 1 over the variance of the core along and across, and of the same blurred once more
flat out float vWide;       // height of the blurred core over that of the core
flat out vec2 vCore;        // absorbance, edge

const float LARGER_PX = 0.02;

void main() {
  vec2 core = aCore.x * aShape + uBlurPx2;
  vCentrePx = aCentrePx;
  vAxis = aAxis;
  vec2 blurred = core + uSharpeningPx2;
  vPerVariance = 1.0 / vec4(core, blurred);
  vWide = sqrt(core.x * core.y / (blurred.x * blurred.y));
  vCore = aCore.yz;
  vec2 reach = (uSupport * sqrt(blurred) + LARGER_PX / uScale) * aCorner;
  vec2 cornerPx = aCentrePx + reach.x * aAxis + reach.y * vec2(-aAxis.y, aAxis.x);
  vec2 clip = (cornerPx * uScale - uOriginPx) / uSizePx * 2.0 - 1.0;
  gl_Position = aCore.y > 0.0 ? vec4(clip, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}
