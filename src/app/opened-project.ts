/* A project as it is worked on, once its photo has been read. */
import type { Consultation } from '../core/consultation/consultation.ts';
import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { Project } from '../core/consultation/schema.ts';
import { shownProject, withShown } from '../core/consultation/shown-project.ts';
import { withPlacedDesign } from '../core/scalp/place-version-1.ts';

/** A project with the camera it lacks taken from the photo's EXIF; where neither knows, the head is taken to be 0.7 m away. */
export const withCamera = (project: Project, photo: DecodedPhoto): Project =>
  project.camera || !photo.exifFocalPx ? project : { ...project, camera: { focalPx: photo.exifFocalPx } };
/** The project as it is worked on: with its camera, and what version 1 of a file had in pixels laid on the head, where it has one. */
export const openedProject = (project: Project, photo: DecodedPhoto): Project => withPlacedDesign(withCamera(project, photo));

/** The consultation with every plan that version 1 had in pixels, of what was then its only photo, laid on the head, where there is one. */
export function withPlacedDesigns(consultation: Consultation): Consultation {
  const [{ id }] = consultation.photos;
  return consultation.plans.reduce(
    (placed, { name, design }) =>
      design.unplaced ? withShown(placed, id, name, withPlacedDesign(shownProject(placed, id, name))) : placed,
    consultation,
  );
}
