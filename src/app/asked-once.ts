/*
 * Caches the results of the models that find people in a photo, for measuring it again; those who ask while a model works share its work. Failed
 * runs are not cached.
 */
import { untilAborted } from '../io/in-worker.ts';
import type { Seekers } from './measure-opened.ts';

export function askedOnce(seekers: Seekers): Seekers {
  const remembered = <K, T>(ask: (key: K) => Promise<T>, isAnswer: (answer: T) => boolean) => {
    const answers = new Map<K, Promise<T>>();
    const begin = async (key: K): Promise<T> => {
      let isKept = false;
      try {
        const answer = await ask(key);
        isKept = isAnswer(answer);
        return answer;
      } finally {
        if (!isKept) answers.delete(key);
      }
    };
    return (key: K, signal?: AbortSignal): Promise<T> => {
      const asked = answers.get(key) ?? begin(key);
      answers.set(key, asked);
      return untilAborted(asked, signal);
    };
  };
  return {
    face: remembered(seekers.face, ({ ok }) => ok),
    person: remembered(seekers.person, ({ ok }) => ok),
    body: remembered(seekers.body, (body) => body !== null),
  };
}
