#version 300 es
precision highp float;
in vec2 aCorner;
uniform vec4 uPart;  // of the target, in clip space: half its size, its middle
void main() {
  gl_Position = vec4(aCorner * uPart.xy + uPart.zw, 0.0, 1.0);
}
