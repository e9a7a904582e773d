/*
 * Applies a measurement to a project: camera, scale, head, a first design, skin class. What the user set by hand during the measurement is
 * kept.
 */

import type { DecodedPhoto } from '../core/consultation/photo.ts';
import { clampedHalfAxis, type Project, type Treatment, withSkinClass } from '../core/consultation/schema.ts';
import { SHAPES } from '../core/design/hairline-shapes.ts';
import { finish, type Steps } from '../core/math/steps.ts';
import { colourLost } from '../core/photo/colour-lost.ts';
import type { HairAt } from '../core/photo/hair-grid.ts';
import type { StubbleTone } from '../core/photo/stubble-tone.ts';
import { landmarksOf } from '../core/scalp/face-landmarks.ts';
import { hairFrontMm } from '../core/scalp/hair-front.ts';
import type { PhotoMeasures } from '../core/scalp/measure-photo.ts';
import { pointInView } from '../core/scalp/photo-map.ts';
import { withPlacedDesign } from '../core/scalp/place-version-1.ts';
import type { TakesDots } from '../core/scalp/places-for-dots.ts';
import { projectSurface, type Surface } from '../core/scalp/surface.ts';
import { DEFAULT_PER_CM2 } from '../core/treatment/finish.ts';
import { healedLight } from '../core/treatment/healed-light.ts';
import { matchStubble } from '../core/treatment/match-stubble.ts';
import { patternDesignSteps } from './first-design.ts';
import type { FaceFound } from './measure-opened.ts';
import type { PhotoReading } from './photo-reader.ts';

/** The focal length if it is known and not guessed. */
export const knownFocalPx = ({ camera }: Project, { exifFocalPx }: DecodedPhoto): number | null =>
  camera && !camera.assumed ? camera.focalPx : exifFocalPx;

/** The project with scale, head and the face's points as measured. */
export function withHead(project: Project, { scale, head, guessedFocalPx }: PhotoMeasures, found: FaceFound): Project {
  const face = found.ok ? found.face : null;
  const camera = guessedFocalPx ? { focalPx: guessedFocalPx, assumed: true } : project.camera;
  return withPlacedDesign({ ...project, scale, head, camera, photo: { ...project.photo, landmarks: face && landmarksOf(face) } });
}

/**
 * A dense front that lies higher above the glabella has receded and gets a line of its own. assumed: finished work kept a front at 78 mm and
 * went ahead of a thin one at 86.
 */
const OWN_FRONT = { mostMm: 82, usualMm: SHAPES.straight.midMm };

/**
 * From above, without a face, brows and nod are a guess (15 degrees off at times): the line is raised by about that error, since one that is
 * too low cannot be shown. Such a view shows the vertex at this cosine or more. assumed.
 */
const UNSURE = { vertexCos: 0.8, raisedMm: 10 };
/** Height of a first line; undefined: the usual one. @param frontMm of this person's own front, if there is one */
function firstHeights(surface: Surface, glabellaPx: unknown, frontMm: number | null): { midMm: number } | undefined {
  if (frontMm) return { midMm: frontMm };
  const isGuess = !glabellaPx && pointInView(surface, [0, 0]).cosTheta > UNSURE.vertexCos;
  return isGuess ? { midMm: SHAPES.straight.midMm + UNSURE.raisedMm } : undefined;
}

/**
 * Adds a first design if there is none and the fit is trusted, using the hair that is seen. A design proposed from a photo without a face is
 * replaced when the first photo with a face is measured, which adds the hairline.
 */
export function* firstDesignSteps(
  project: Project,
  { isTrusted, sawFace }: Pick<PhotoMeasures, 'isTrusted' | 'sawFace'>,
  takesDots: TakesDots | undefined,
  hair: HairAt | null,
): Steps<Project> {
  const { hairline, zones, norwood } = project.design;
  if (hairline || !isTrusted || (zones.length && !(sawFace && zones.every(({ proposed }) => proposed)))) return project;
  const surface = projectSurface(project);
  const hairSeen = hair?.basis?.denseSeen ? hair : undefined;
  // own hair keeps its front edge: no line is placed behind it, nor ahead of dense hair
  const glabellaPx = project.photo.landmarks?.glabella ?? null;
  const frontMm = surface && hairSeen && hairFrontMm(surface, glabellaPx, hairSeen, OWN_FRONT);
  // a patchy front has the tone of hair where the hair itself is hardly read
  const toneSeen = hairSeen && ((xPx: number, yPx: number) => Math.max(hairSeen(xPx, yPx), hairSeen.tone(xPx, yPx)));
  const patchyMm = surface && toneSeen && !frontMm && hairFrontMm(surface, glabellaPx, toneSeen, OWN_FRONT);
  const heights = surface ? firstHeights(surface, glabellaPx, frontMm || patchyMm || null) : undefined;
  yield;
  const pattern = (zones.length && norwood) || 'whole';
  const design = surface && (yield* patternDesignSteps(project, surface, pattern, 'straight', heights, takesDots, hairSeen, !!frontMm));
  if (!design || (zones.length && !design.hairline)) return project;
  const { perCm2 } = zones[0] ?? design.zones[0];
  return { ...project, design: { ...project.design, ...design, zones: design.zones.map((zone) => ({ ...zone, perCm2 })) } };
}
/** The same at once. */
export const withFirstDesign = (...given: Parameters<typeof firstDesignSteps>) => finish(firstDesignSteps(...given));

/** Sets the skin class that the photo suggests, with thinner washes on fair skin unless dark hair is seen, and the tone of clearly darker own hair; only for a new project, so that no choice is overruled. */
export function withSkin(project: Project, reading: PhotoReading | null): Project {
  if (!reading?.tone || colourLost(reading.findings)) return project;
  const treatment = withSkinClass(project.treatment, reading.tone.class, reading.isDarkHaired === false);
  const isShaved = !reading.findings.some(({ id }) => id === 'long-hair' || id === 'hat');
  const asHair = isShaved && reading.hair && asDark(treatment, project.design.zones[0]?.perCm2, reading.hair);
  return { ...project, treatment: asHair || treatment };
}

/** Whether `withSkin` would set something else if there were another face in the picture, for then nobody can say what hides the scalp. */
export const hingesOnFaces = ({ findings }: PhotoReading) => !!colourLost(findings) || findings.some(({ id }) => id === 'long-hair');

/** Own hair is followed from this many sd below the plan's light. assumed. */
const CLEARLY_SD = 2;
/** Longer hair may be darker than any work: it is followed down to this green light. The darkest finished work in photographs keeps 0.61, which a plan for 0.55 heals to. */
const LEAST_KEPT = 0.55;
/** The treatment that heals as dark as own hair; null unless the hair is clearly darker than the plan. */
function asDark(treatment: Treatment, perCm2 = DEFAULT_PER_CM2, { kept, sd, skin }: StubbleTone): Treatment | null {
  if (kept[1] + CLEARLY_SD * sd > healedLight(treatment, perCm2, skin)[1]) return null;
  const share = Math.min(1, Math.log(LEAST_KEPT) / Math.log(kept[1]));
  const [r, g, b] = kept.map((of) => of ** share);
  return matchStubble(treatment, perCm2, { perCm2: null, diameterMm: null, kept: [r, g, b] }, skin).treatment;
}

/**
 * The measurement with the scale, head and camera that the user has set since `before`. If the scale was set, the measured head keeps its
 * outline in the picture: depth and half-axes change in proportion.
 */
export function keepingHandWork(measures: PhotoMeasures, before: Project, now: Project): PhotoMeasures {
  const scale = now.scale && now.scale !== before.scale ? now.scale : measures.scale;
  const stretch = measures.scale.pxPerMm / scale.pxPerMm;
  const inRange = (mm: number) => clampedHalfAxis(mm * stretch);
  const [across, up, along] = measures.head.halfAxesMm;
  const sameOutline = { ...measures.head, halfAxesMm: [inRange(across), inRange(up), inRange(along)] as [number, number, number] };
  const found = scale === measures.scale ? measures.head : sameOutline;
  const head = now.head && now.head !== before.head ? now.head : found;
  return { ...measures, scale, head, guessedFocalPx: now.camera === before.camera ? measures.guessedFocalPx : null };
}
