/* For a page of a test: the last frame of a film as the browser's own player shows it. `seeked` comes before that frame is painted, so each frame is asked for its own time. */

/** @param from where the last frame begins, s */
export async function lastFrameShown(film: Blob, from: (durationS: number) => number): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  const shown = new Promise<void>((resolve) => {
    const look = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      // a frame's time is rounded to a microsecond
      if (mediaTime > from(video.duration) - 1e-3) resolve();
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  });
  video.src = URL.createObjectURL(film);
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.onerror = () => reject(new Error(`not playable: ${video.error?.message}`));
  });
  video.currentTime = (from(video.duration) + video.duration) / 2;
  await shown;
  return video;
}
