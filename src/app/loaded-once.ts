/** Returns a function that loads a module, and has it at once from then on: after an import other work comes first, even if it is there. */
export function loadedOnce<T>(load: () => Promise<T>): () => T | Promise<T> {
  let loaded: T | null = null;
  return () =>
    loaded ??
    load().then((module) => {
      loaded = module;
      return module;
    });
}
