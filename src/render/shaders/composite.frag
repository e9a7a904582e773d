#version 300 es
// Skin over pigment in linear light: core/treatment/composite.ts, line for line.
//   out_c = skin_c (v_c + (1 - v_c) e^-A_c) e^-H_c (1 - R_c (1 - e^(-k r))), glints kept, untouched where all sums are 0;
// skin_c is the photo times uWhite_c, where white was set.
precision highp float;
precision highp sampler2D;
uniform sampler2D uPhoto;     // exact: sRGB bytes, one texel a pixel; view: linear light with mipmaps
uniform sampler2D uCores;
uniform sampler2D uHalos;
uniform vec2 uSizePx;
uniform vec2 uOriginPx;
uniform float uScale;
uniform vec2 uPhotoPx;
uniform float uExact;         // 1: one texel a pixel, bytes kept
uniform float uFlip;          // 1: the target is the canvas, whose row 0 is at the bottom
uniform float uWipePx;        // left of this the photo is shown untouched
uniform vec3 uSurround;       // sRGB
uniform vec3 uWhite;          // gains of white balance; all 1: bytes kept
uniform vec3 uAbove;
uniform vec4 uGloss;          // blue over red, luminance from, full, strength
uniform vec3 uRedness;
uniform float uRednessSaturation;
out vec4 finalColor;

vec3 linearOf(vec3 s) {
  return mix(pow((s + 0.055) / 1.055, vec3(2.4)), s / 12.92, vec3(lessThanEqual(s, vec3(0.04045))));
}
vec3 srgbOf(vec3 l) {
  return mix(1.055 * pow(max(l, 0.0), vec3(1.0 / 2.4)) - 0.055, l * 12.92, vec3(lessThanEqual(l, vec3(0.0031308))));
}

void main() {
  vec2 q = gl_FragCoord.xy;
  if (uFlip > 0.5) q.y = uSizePx.y - q.y;
  vec4 cores = texelFetch(uCores, ivec2(q), 0);
  vec4 halos = texelFetch(uHalos, ivec2(q), 0);
  bool untouched = cores.r + cores.g + cores.b + halos.r + halos.g + halos.b + halos.a == 0.0 || q.x < uWipePx;
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
    vec2 photoPx = (q + uOriginPx) / uScale;
    if (any(lessThan(photoPx, vec2(0.0))) || any(greaterThan(photoPx, uPhotoPx))) {
      finalColor = vec4(uSurround, 1.0);
      return;
    }
    vec4 texel = texture(uPhoto, photoPx / uPhotoPx);
    skin = texel.rgb * uWhite;
    if (untouched) {
      finalColor = vec4(mix(uSurround, srgbOf(skin), texel.a), 1.0);
      return;
    }
  }
  float white = (skin.b - uGloss.x * skin.r) / (1.0 - uGloss.x);
  float gate = smoothstep(uGloss.y, uGloss.z, dot(skin, vec3(0.2126, 0.7152, 0.0722)));
  float shine = uGloss.w * gate * max(0.0, min(min(white, skin.r), min(skin.g, skin.b)));
  vec3 red = 1.0 - uRedness * (1.0 - exp(-uRednessSaturation * halos.a));
  vec3 kept = (uAbove + (1.0 - uAbove) * exp(-cores.rgb)) * exp(-halos.rgb) * red;
  finalColor = vec4(srgbOf(shine + (skin - shine) * kept), alpha);
}
