/* The choice of hairline shapes with words and pictures, for Preview and Plan. */
import { HAIRLINE_SHAPES, type HairlineShape } from '../../core/consultation/schema.ts';
import { shapePicture } from './pictures.ts';

const WORDS: Record<HairlineShape, string> = {
  straight: 'Straight',
  rounded: 'Rounded',
  mature: 'Soft M',
  receded: 'Receded',
  peak: 'Peak',
  woman: 'Woman’s',
  none: 'None',
};
export const SHAPE_CHOICES = HAIRLINE_SHAPES.map((value) => ({ value, text: WORDS[value], picture: shapePicture(value) }));
