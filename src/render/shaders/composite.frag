#version 300 es
// Skin over pigment in linear light: core/treatment/composite.ts, line for line.
// The ground under the veil's colour, glints kept; then what is as fine as dots takes of the encoded brightness. Untouched where all sums are 0.
precision highp float;
precision highp sampler2D;
uniform sampler2D uPhoto;     // exact: sRGB bytes, one texel a pixel; view: linear light with mipmaps
uniform sampler2D uCores;
uniform highp sampler2D uVeil; // grey, tint, dark, redness a cell: core/treatment/veil.ts
uniform vec4 uVeilGrid;       // cells wide and high, cells left and above of the photo's corner
uniform float uVeilCellPx;
uniform vec2 uOriginPx;
uniform float uScale;
uniform vec2 uPhotoPx;
uniform float uPhotoLod;      // of the mipmaps: the same for every pixel, wherever the picture lies
uniform float uExact;         // 1: one texel a pixel, bytes kept
uniform float uFlip;          // 1: the target is the canvas, whose row 0 is at the bottom
uniform float uTargetHeightPx;
uniform vec2 uCornerPx;       // where the picture begins in the target, from its top left
uniform float uWipePx;        // left of this the photo is shown untouched
uniform vec3 uSurround;       // sRGB
uniform vec3 uWhite;          // gains of white balance; all 1: bytes kept
uniform vec4 uAbove;          // light returned above the cores, above the veil; shares of red and blue against green that stay
uniform float uDetail;        // share of the contrast between dots and the skin around them that is shown
uniform float uDarkGain;
uniform float uWideDark;
uniform float uColoured;
uniform vec2 uShoulder;       // luminance from which cameras compress; share of the pigment seen at white
uniform vec3 uLuma;
uniform vec4 uGloss;          // blue over red of skin, usual and most; luminance of skin under a highlight; strength
uniform vec3 uRedness;
uniform float uRednessSaturation;
out vec4 finalColor;

vec3 linearOf(vec3 s) {
  return mix(pow((s + 0.055) / 1.055, vec3(2.4)), s / 12.92, vec3(lessThanEqual(s, vec3(0.04045))));
}
vec3 srgbOf(vec3 l) {
  return mix(1.055 * pow(max(l, 0.0), vec3(1.0 / 2.4)) - 0.055, l * 12.92, vec3(lessThanEqual(l, vec3(0.0031308))));
}

float keptUnder(float above, float absorbance) {
  return above + (1.0 - above) * exp(-absorbance);
}

const vec3 LUMINANCE = vec3(0.2126, 0.7152, 0.0722);
const float LEAST_LIGHT = 1e-6;

vec4 veilAt(vec2 photoPx) {
  vec2 at = photoPx / uVeilCellPx - uVeilGrid.zw - 0.5;
  vec2 cell = floor(at);
  if (any(lessThan(cell, vec2(0.0))) || any(greaterThanEqual(cell + 1.0, uVeilGrid.xy))) return vec4(0.0);
  vec2 t = at - cell;
  ivec2 i = ivec2(cell);
  vec4 above = mix(texelFetch(uVeil, i, 0), texelFetch(uVeil, i + ivec2(1, 0), 0), t.x);
  vec4 below = mix(texelFetch(uVeil, i + ivec2(0, 1), 0), texelFetch(uVeil, i + ivec2(1, 1), 0), t.x);
  return mix(above, below, t.y);
}

void main() {
  vec2 q = gl_FragCoord.xy;
  if (uFlip > 0.5) q.y = uTargetHeightPx - q.y;
  q -= uCornerPx;
  vec2 sums = texelFetch(uCores, ivec2(q), 0).rg;
  vec2 photoPx = (q + uOriginPx) / uScale;
  vec4 veil = veilAt(photoPx);
  bool untouched = sums.x + abs(sums.y) + veil.r + veil.b + veil.a == 0.0 || q.x < uWipePx;
  bool asTaken = uWhite == vec3(1.0);
  vec3 skin;
  float alpha = 1.0;
  if (uExact > 0.5) {
    vec4 texel = texelFetch(uPhoto, ivec2(q), 0);
    if (untouched && asTaken) {
      finalColor = texel;
      return;
    }
    skin = linearOf(texel.rgb) * uWhite;
    alpha = texel.a;
    if (untouched) {
      finalColor = vec4(srgbOf(skin), alpha);
      return;
    }
  } else {
    if (any(lessThan(photoPx, vec2(0.0))) || any(greaterThan(photoPx, uPhotoPx))) {
      finalColor = vec4(uSurround, 1.0);
      return;
    }
    vec4 texel = textureLod(uPhoto, photoPx / uPhotoPx, uPhotoLod);
    skin = texel.rgb * uWhite;
    if (untouched) {
      finalColor = vec4(mix(uSurround, srgbOf(skin), texel.a), 1.0);
      return;
    }
  }
  float photoY = dot(skin, LUMINANCE);
  float seen = 1.0 - (1.0 - uShoulder.y) * clamp((photoY - uShoulder.x) / (1.0 - uShoulder.x), 0.0, 1.0);
  sums *= seen;
  veil *= seen;
  veil.b = mix(uWideDark * veil.r, veil.b, uDetail);
  float white = (skin.b - uGloss.y * skin.r) / (1.0 - uGloss.x);
  float added = photoY - uGloss.z;
  float shine = uGloss.w * max(0.0, min(min(white, added), min(skin.r, min(skin.g, skin.b))));
  vec3 bare = skin - shine;
  float y = max(LEAST_LIGHT, dot(bare, LUMINANCE));
  float most = max(bare.r, max(bare.g, bare.b));
  float least = min(bare.r, min(bare.g, bare.b));
  float isColoured = min(1.0, (most - least) / (uColoured * y));
  vec3 red = 1.0 - uRedness * isColoured * (1.0 - exp(-uRednessSaturation * veil.a));
  float wide = uWideDark * veil.r;
  float light = keptUnder(uAbove.y, wide);
  float warmth = wide > 0.0 ? pow(light, isColoured * veil.g / wide) : 1.0;
  vec3 bands = max(vec3(LEAST_LIGHT), bare / y);
  vec3 hue = vec3(1.0);
  float blueShare = bands.b < bands.g ? uAbove.w : uAbove.z;
  hue.rb = pow(bands.rb / bands.g, vec2(keptUnder(uAbove.z, veil.r), keptUnder(blueShare, veil.r)));
  vec3 ground = y * light / dot(hue, LUMINANCE) * hue * vec3(1.0 / warmth, 1.0, warmth) * red;
  vec3 encoded = srgbOf(shine + ground);
  float cores = uDetail * keptUnder(uAbove.x, sums.x) + (1.0 - uDetail) * keptUnder(uAbove.x, veil.b / uDarkGain);
  float kept = keptUnder(uAbove.y, veil.b) / light * cores;
  float taken = dot(uLuma, encoded - srgbOf(shine + ground * kept));
  encoded -= taken + uDetail * sums.y * dot(uLuma, encoded);
  finalColor = vec4(clamp(encoded, 0.0, 1.0), alpha);
}
