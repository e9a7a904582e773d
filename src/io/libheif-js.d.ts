/* The part of libheif's C interface, as exported by libheif-js, that decode-heif.ts uses. Errors are written to the first argument. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  export interface Libheif {
    /** replaced when memory grows: read it again after every call */
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
    _malloc(bytes: number): number;
    _free(at: number): void;
    _heif_context_alloc(): number;
    _heif_context_free(context: number): void;
    _heif_get_disabled_security_limits(): number;
    _heif_context_set_security_limits(error: number, context: number, limits: number): void;
    _heif_context_read_from_memory_without_copy(error: number, context: number, bytes: number, length: number, options: number): void;
    _heif_context_get_primary_image_handle(error: number, context: number, outHandle: number): void;
    _heif_image_handle_release(handle: number): void;
    _heif_image_handle_is_premultiplied_alpha(handle: number): number;
    _heif_image_handle_has_alpha_channel(handle: number): number;
    _heif_image_handle_get_image_tiling(error: number, handle: number, isUpright: number, outTiling: number): void;
    _heif_image_handle_decode_image_tile(
      error: number,
      handle: number,
      outImage: number,
      colorspace: number,
      chroma: number,
      options: number,
      column: number,
      row: number,
    ): void;
    _heif_decode_image(error: number, handle: number, outImage: number, colorspace: number, chroma: number, options: number): void;
    _heif_image_get_width(image: number, channel: number): number;
    _heif_image_get_height(image: number, channel: number): number;
    _heif_image_get_plane_readonly(image: number, channel: number, outStride: number): number;
    _heif_image_get_nclx_color_profile(error: number, image: number, outProfile: number): void;
    _heif_nclx_color_profile_free(profile: number): void;
    _heif_image_release(image: number): void;
  }
  export default function libheif(): Libheif;
}
