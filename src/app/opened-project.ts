/* Completes a project once its photo has been read. */
import type { Consultation } from '../core/consultation/consultation.ts';
import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { Project } from '../core/consultation/schema.ts';
import { shownProject, withShown } from '../core/consultation/shown-project.ts';
import { withPlacedDesign } from '../core/scalp/place-version-1.ts';

/** Takes a missing camera from the photo's EXIF; without either, the head is taken to be 0.7 m away. */
export const withCamera = (project: Project, photo: DecodedPhoto): Project =>
  project.camera || !photo.exifFocalPx ? project : { ...project, camera: { focalPx: photo.exifFocalPx } };
/** Adds the camera, and places a design of version 1 on the head if there is one. */
export const openedProject = (project: Project, photo: DecodedPhoto): Project => withPlacedDesign(withCamera(project, photo));

/** Places designs of version 1, in pixels of the first photo, on the head if there is one. */
export function withPlacedDesigns(consultation: Consultation): Consultation {
  const [{ id }] = consultation.photos;
  return consultation.plans.reduce(
    (placed, { name, design }) =>
      design.unplaced ? withShown(placed, id, name, withPlacedDesign(shownProject(placed, id, name))) : placed,
    consultation,
  );
}
