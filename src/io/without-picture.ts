/*
 * MediaPipe's models give back the picture that they were given, drawn anew each time, which nobody here looks at: in software that takes as long
 * as finding the face. What a model gives back stands in its list of listeners, behind names that its script has shortened (the versions in
 * package.json are exact); where it is not found, the picture is drawn as before.
 */

type Out = string | { stream: string };
interface Listener {
  wants: readonly string[];
  outs: Readonly<Record<string, Out>>;
}
interface Options {
  listeners: readonly Listener[];
}
const PICTURE = 'image_transformed';
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isListener = (value: unknown): value is Listener =>
  isObject(value) && 'wants' in value && Array.isArray(value.wants) && 'outs' in value && isObject(value.outs);
const areOptions = (value: unknown): value is Options =>
  isObject(value) && 'listeners' in value && Array.isArray(value.listeners) && value.listeners.every(isListener);
const streamOf = (out: Out) => (typeof out === 'string' ? out : out.stream);

/** Call it before the model is initialised. @param model made by one of MediaPipe's solutions @returns whether it will draw no picture */
export function withoutPicture(model: object): boolean {
  const options = Object.values(model)
    .filter(isObject)
    .flatMap((part) => Object.values(part))
    .find(areOptions);
  if (!options) return false;
  options.listeners = options.listeners.map((listener) => ({
    ...listener,
    wants: listener.wants.filter((stream) => stream !== PICTURE),
    outs: Object.fromEntries(Object.entries(listener.outs).filter(([, out]) => streamOf(out) !== PICTURE)),
  }));
  return true;
}
