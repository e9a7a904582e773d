/* The kinds of photo that Stubble opens, as they are said. */
export const KINDS = 'JPEG, PNG, WebP, AVIF or HEIC';
