/*
 * The standard views of a consultation: one sentence of instruction and the outline to fill with the head, in a frame of 100 x 125.
 * Views from the other side mirror the outline. Left and right are the client's own.
 */
export interface StandardView {
  id: 'front' | 'threequarter-left' | 'threequarter-right' | 'left' | 'right' | 'top' | 'back';
  title: string;
  sentence: string;
  outline: string;
  mirrored: boolean;
}

const FRONT =
  'M50 10C70 10 81 27 81 48C81 52 80.500 55 80 58C84.500 56 86.500 60 85.500 66C84.500 72 81.500 76 78 75C75.500 90 63 103 50 103C37 103 24.500 90 22 75C18.500 76 15.500 72 14.500 66C13.500 60 15.500 56 20 58C19.500 55 19 52 19 48C19 27 30 10 50 10Z' +
  'M34 97V110C27 117 14 118 6 124M66 97V110C73 117 86 118 94 124M29 60H44M56 60H71';
const BACK =
  'M50 10C71 10 82 27 82 48C82 53 81.500 56 81 59C85.500 57 87.500 61 86.500 67C85.500 73 82 76 79 75C77 84 72 91 68 95M50 10C29 10 18 27 18 48C18 53 18.500 56 19 59C14.500 57 12.500 61 13.500 67C14.500 73 18 76 21 75C23 84 28 91 32 95' +
  'M32 93V109C26 116 13 118 5 124M68 93V109C74 116 87 118 95 124';
const SIDE =
  'M84 124C77 112 77 98 82 86C91 76 95 62 94 48C93 24 77 9 54 9C34 9 20 21 18 40C17.500 46 18.500 50 17 54C15 60 10 66 9 70C8.300 73 11 74 14 74.500C14 78 12.500 80 14.500 82C13.500 84 14 86 16 88C14.500 95 18 100 26 100C34 100 41 97 45 95C47 104 45 115 40 124' +
  'M58 57C66 53 71 61 67 70C64.500 76 60 77 58 74';
const THREE_QUARTER =
  'M83 124C76 114 74 102 77 88C85 76 89 62 88 48C87 25 74 10 53 10C33 10 20 25 19 46C18.500 52 20.500 55 20 59C18 64 18.500 69 22 73C21 83 26 95 36 101C43 105 51 102 58 97C61 104 60 114 54 124' +
  'M70 58C77 54 81 62 78 70C76 76 72 78 69 74M25 61H36M47 61H60';
const TOP =
  'M50 12C71 12 83 31 83 57C83 80 75 98 61 105C56 107 53.500 106 53.500 109C53.500 114 52 116 50 116C48 116 46.500 114 46.500 109C46.500 106 44 107 39 105C25 98 17 80 17 57C17 31 29 12 50 12Z' +
  'M83 60C89 57 91 69 82 72M17 60C11 57 9 69 18 72';

export const STANDARD_VIEWS: readonly StandardView[] = [
  {
    id: 'front',
    title: 'Front',
    sentence: 'Look straight ahead with the chin level, the camera 1 m away (arm’s length distorts) at the height of the head.',
    outline: FRONT,
    mirrored: false,
  },
  {
    id: 'threequarter-left',
    title: 'Three-quarter left',
    sentence: 'Turn the head half to the right so that the left temple shows, chin level, light even on both sides.',
    outline: THREE_QUARTER,
    mirrored: false,
  },
  {
    id: 'threequarter-right',
    title: 'Three-quarter right',
    sentence: 'Turn the head half to the left so that the right temple shows, chin level, light even on both sides.',
    outline: THREE_QUARTER,
    mirrored: true,
  },
  {
    id: 'left',
    title: 'Left side',
    sentence: 'Turn the left ear to the camera and look straight ahead, hair dry, the whole head with its back in the outline.',
    outline: SIDE,
    mirrored: false,
  },
  {
    id: 'right',
    title: 'Right side',
    sentence: 'Turn the right ear to the camera and look straight ahead, hair dry, the whole head with its back in the outline.',
    outline: SIDE,
    mirrored: true,
  },
  {
    id: 'top',
    title: 'Top',
    sentence: 'Bow until the crown faces the camera and the tip of the nose just shows, 1 m away, without a lamp right above.',
    outline: TOP,
    mirrored: false,
  },
  {
    id: 'back',
    title: 'Back',
    sentence: 'Turn the back of the head to the camera with the chin level; alone, set the timer and stand the device 1 m away.',
    outline: BACK,
    mirrored: false,
  },
];
