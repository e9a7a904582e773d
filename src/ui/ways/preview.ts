/* Preview: for looking. The picture as large as the screen allows, and few choices in plain words. */
import type { Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import type { Drawn } from './ways.ts';

export function draw(_ui: Ui, _project: Project): Drawn {
  return {};
}
