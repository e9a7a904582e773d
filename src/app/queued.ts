/** Returns a function that schedules `work`; calls before it has run have no further effect. */
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
