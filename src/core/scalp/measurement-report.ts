/* The report of a measurement: what is certain, what was guessed, how to correct it and where to drag. */
import type { Head, PhotoPx, Scale } from '../consultation/schema.ts';
import type { View } from './head-view.ts';
import type { IrisScale } from './iris-scale.ts';
import { type Anchor, anchorMissMm, type HeadFit } from './lay-head.ts';
import type { Surface } from './surface.ts';

/** Something that the measurement is not sure of. */
export interface Guess {
  /** the side that is seen, or the scale of a usual head, as in every photo without irises */
  about?: 'side' | 'scale';
  /** one sentence */
  text: string;
  /** how to correct it, one sentence */
  mend: string;
  /** where in the photo to drag */
  atPx: PhotoPx | null;
}

const FROM: Record<View, string> = {
  front: 'the front',
  back: 'the back',
  left: 'the side, facing left',
  right: 'the side, facing right',
  'threequarter-left': 'three quarters, facing left',
  'threequarter-right': 'three quarters, facing right',
  top: 'above',
  'front-from-above': 'the front and above',
};

/** Two scales that differ by more are reported. */
const DISAGREEMENT = 0.08;
/** A landmark further from its expected position than this many sd is reported. */
const FAR_ANCHOR = 2.5;

interface Measurement {
  isFalseFace: boolean;
  /** height of the picture relative to what the camera took */
  squeeze: number;
  /** a face was found */
  face: boolean;
  /** the user told the side */
  side: boolean;
  isSideSure: boolean;
  view: View;
  surface: Surface;
  head: Head;
  /** an outline was followed, whether it fits the face or not */
  hasOutline: boolean;
  /** null if there is no outline or it does not match the face */
  fit: HeadFit | null;
  isTrusted: boolean;
  /** landmarks of a face that was found */
  anchors: readonly Anchor[];
  irisesFit: boolean;
  scale: Scale;
  iris: IrisScale | null;
  /** scale from the breadth of the outline */
  breadth: Scale | null;
}

export function reportMeasurement(of: Measurement): { messages: string[]; sure: string[]; guessed: Guess[] } {
  const { face, side, isSideSure, view, surface, head, fit, isTrusted, anchors, scale, iris, breadth } = of;
  const messages: string[] = [];
  const sure: string[] = [];
  const guessed: Guess[] = [];
  if (of.isFalseFace) messages.push('What looked like a face is none: it was left out.');
  if (face) {
    messages.push('The face was found: the head is turned as it is.');
    sure.push('which way the head faces');
  } else {
    messages.push(`No face is seen in this view: the head was placed by its outline, as seen from ${FROM[view]}.`);
    if (side) sure.push('the side it is seen from, as you said');
    else if (isSideSure) sure.push(`that it is seen from ${FROM[view]}`);
    else guessed.push({ about: 'side', text: `Seen from ${FROM[view]} is a guess.`, mend: 'Choose the side under Head.', atPx: null });
  }
  const top = highestOf(surface.outlinePx(72));
  if (!fit)
    guessed.push({
      text: of.hasOutline
        ? 'The outline does not fit the face (hair, a hat, hands or somebody else is in it): the head was placed by the face and the scale.'
        : 'The outline of the head could not be followed: it was placed by the face alone.',
      mend: 'Check its top and sides.',
      atPx: top,
    });
  else if (!isTrusted)
    guessed.push({
      text: 'The head does not lie well on the outline that was found.',
      mend: 'Drag its centre and its ends onto the head.',
      atPx: head.centrePx,
    });
  else if (fit.strayPx)
    guessed.push({ text: 'Here the head leaves the outline that was found.', mend: 'Drag its end onto the scalp.', atPx: fit.strayPx });
  if (fit && isTrusted && !fit.strayPx) sure.push(`the outline, to ${Math.max(1, Math.round(fit.rmsMm))} mm`);
  const lower = Math.round(100 * (1 - of.squeeze));
  if (isTrusted && lower)
    guessed.push({
      text: `The picture looks squeezed: the head in it is ${lower} % lower than heads of its breadth are.`,
      mend: 'Take the photo as the camera made it: dots and areas are off in a squeezed one.',
      atPx: null,
    });
  for (const anchor of anchors) {
    const [dx, dy] = anchorMissMm(anchor, surface);
    if (Math.hypot(dx / anchor.sdMm[0], dy / anchor.sdMm[1]) > FAR_ANCHOR)
      guessed.push({
        text: `The ${anchor.name} lies ${Math.round(Math.hypot(dx, dy))} mm from where this head has it.`,
        mend: 'Turn or nod the head until the hairline lies right.',
        atPx: anchor.atPx as PhotoPx,
      });
  }
  if (!of.irisesFit) messages.push('The irises do not fit the face (lids or glasses cover them) and were left out of the scale.');
  const percent = Math.round(200 * scale.sdShare);
  if (iris && breadth && Math.abs(iris.pxPerMm / breadth.pxPerMm - 1) > DISAGREEMENT)
    guessed.push({
      text: `The irises say ${iris.pxPerMm.toFixed(2)} px per mm and the head's breadth ${breadth.pxPerMm.toFixed(2)}: they differ by ${Math.round(100 * Math.abs(iris.pxPerMm / breadth.pxPerMm - 1))} %.`,
      mend: 'A mark of known length settles it.',
      atPx: null,
    });
  else if (iris) sure.push(`the scale, within ${percent} %`);
  else
    guessed.push({
      about: 'scale',
      text: `The scale is that of a usual head, within ${percent} %.`,
      mend: 'A mark of known length settles it.',
      atPx: null,
    });
  messages.push(...guessed.filter(({ about }) => about !== 'scale').map(({ text, mend }) => `${text} ${mend}`));
  return { messages, sure, guessed };
}

const highestOf = (outline: readonly PhotoPx[]): PhotoPx => outline.reduce((a, b) => (b[1] < a[1] ? b : a));
