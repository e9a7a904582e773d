/** Notice for an import() that fails. */
export const NOT_LOADED = 'A part of the program could not be loaded: reload the page and try again. Nothing was changed.';
