/** Asks for `work` to be done later, however often it is called until then: once. */
export function queued(later: (run: () => void) => void, work: () => void): () => void {
  let isQueued = false;
  return () => {
    if (isQueued) return;
    isQueued = true;
    later(() => {
      isQueued = false;
      work();
    });
  };
}
