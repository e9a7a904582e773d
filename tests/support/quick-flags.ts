/* Flags of Chromium for tests. None of them changes what the app draws or computes. */

/** A page of a test is too short for what the second compilers win: they would take a tenth of all its time. */
const COMPILED_ONCE = '--js-flags=--no-turbofan,--liftoff-only';
/** Where the processor plays the graphics card, a page is put together faster without it. What draws by WebGL still draws by it. */
const PUT_TOGETHER_BY_PROCESSOR = '--disable-gpu-compositing';
export const QUICK_FLAGS = [COMPILED_ONCE, PUT_TOGETHER_BY_PROCESSOR];
