/* For a page of a test: the last frame of a film as the browser's own player shows it. `seeked` comes before that frame is painted, so each frame is asked for its own time. */

/** A frame that is painted while the one before it is told goes untold, and a film that stands still paints no other: it is asked for again after so long, ms. */
const AGAIN_MS = 2000;

/** @param from where the last frame begins, s */
export async function lastFrameShown(film: Blob, from: (durationS: number) => number): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  let isShown = false;
  const shown = new Promise<void>((resolve) => {
    const look = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      // a frame's time is rounded to a microsecond
      isShown = mediaTime > from(video.duration) - 1e-3;
      if (isShown) resolve();
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  });
  video.src = URL.createObjectURL(film);
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.onerror = () => reject(new Error(`not playable: ${video.error?.message}`));
  });
  const begins = from(video.duration);
  for (let share = 0.5; !isShown; share = 1 - share / 2) {
    video.currentTime = begins + share * (video.duration - begins);
    await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, AGAIN_MS))]);
  }
  return video;
}
