/** Draws into a half-float texture beyond what eight bits hold, and reads it back. */
export function floatTarget(value: number) {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return { webgl2: false, extension: false, complete: false, read: Number.NaN, maxTexturePx: 0 };
  const extension = gl.getExtension('EXT_color_buffer_float') !== null;
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA16F, 1, 1);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, gl.getParameter(gl.TEXTURE_BINDING_2D), 0);
  const complete = gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
  gl.clearColor(value, 0, 0, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  const read = new Float32Array(4);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, read);
  return { webgl2: true, extension, complete, read: read[0], maxTexturePx: gl.getParameter(gl.MAX_TEXTURE_SIZE) as number };
}
