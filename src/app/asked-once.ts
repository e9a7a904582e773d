/* Caches the results of the models that find people in a photo, for measuring it again. Failed and aborted runs are not cached. */
import type { Seekers } from './measure-opened.ts';

export function askedOnce(seekers: Seekers): Seekers {
  const remembered = <K, T>(ask: (key: K, signal?: AbortSignal) => Promise<T>, isAnswer: (answer: T) => boolean) => {
    const answers = new Map<K, T>();
    return async (key: K, signal?: AbortSignal): Promise<T> => {
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = await ask(key, signal);
      if (isAnswer(answer)) answers.set(key, answer);
      return answer;
    };
  };
  const poses = remembered(
    (_: null, signal?: AbortSignal) => seekers.poses(signal),
    (seen) => seen !== null,
  );
  return {
    face: remembered(seekers.face, ({ ok }) => ok),
    person: remembered(seekers.person, (mask) => mask !== null),
    poses: (signal) => poses(null, signal),
  };
}
