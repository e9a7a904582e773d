/* The bundled consultations: rendered heads, not real people, each with a finished design. */

export interface BundledDemo {
  id: string;
  title: string;
  text: string;
  thumbnail: string;
  photo: string;
  project: string;
  /** what is read of the photo */
  reading: string;
}
const demo = (id: string, title: string, text: string): BundledDemo => ({
  id,
  title,
  text,
  thumbnail: `/demos/${id}.thumb.jpg`,
  photo: `/demos/${id}.jpg`,
  project: `/demos/${id}.json`,
  reading: `/demos/${id}.reading.json`,
});

export const demos: readonly BundledDemo[] = [
  demo('front', 'Front hairline', 'Norwood 6, skin III. A soft hairline with tapered temples, three sessions.'),
  demo('fair', 'Fair skin', 'Shaved slick, skin I. Thin washes and a light hand.'),
  demo('dark', 'Dark skin', 'Norwood 5, skin VI. Stronger washes, a more defined line.'),
  demo('crown', 'Crown fill', 'From above: the crown filled to meet the fringe.'),
  demo('scar', 'Strip scar', 'A scar at the back of the head, broken up between shaved hair.'),
];
