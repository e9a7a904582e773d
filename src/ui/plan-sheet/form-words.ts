/* Texts of the consultation form: contraindications that training lists agree on, and usual aftercare. */

export const CONTRAINDICATIONS = [
  'Keloids or raised scars, or a tendency to them',
  'Psoriasis, eczema, dermatitis, infection, sunburn or moles in the area',
  'Active acne, or a scar younger than 6 months',
  'Haemophilia, or medicine that thins the blood',
  'Diabetes that is not controlled',
  'Pregnancy or breastfeeding',
  'Chemotherapy or radiotherapy in the last 12 months',
  'Isotretinoin or steroids',
  'Immune deficiency; hepatitis or HIV (medical supervision)',
  'Heart disease or a pacemaker',
  'Epilepsy',
  'Allergy to pigments',
] as const;

export const AFTERCARE = [
  { days: 'Days 0–3', text: 'Keep dry. No touching, sweat or sun.' },
  { days: 'Days 4–6', text: 'Rinse with water. Foil shaver, away from scabs. Light sweat only.' },
  { days: 'Days 7–10', text: 'Shampoo and exercise. Razor once no scabs are left.' },
  { days: 'To day 30', text: 'No pool, sauna, steam or tanning.' },
  { days: 'For good', text: 'Sun protection of factor 30 or more. Matte moisturiser.' },
] as const;

/** assumed: what practitioners name most often. */
export const NEEDLES = 'Usual needles: one point at the hairline, three points of 0.20 to 0.25 mm in the fill.';
