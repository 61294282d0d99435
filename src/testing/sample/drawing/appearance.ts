import type { Client } from '../../../model/client.js';
import { createRandom } from '../random.js';

export type HairStyle =
  | 'crop'
  | 'side-part'
  | 'quiff'
  | 'curls'
  | 'buzz'
  | 'receding'
  | 'bald'
  | 'long'
  | 'wavy'
  | 'bob'
  | 'fringe'
  | 'bun'
  | 'afro'
  | 'scarf';
export type Beard = 'none' | 'stubble' | 'short' | 'full' | 'moustache';
export type Collar = 'crew' | 'shirt' | 'blazer' | 'hoodie' | 'v-neck';

/** The looks of a fictional person. Widths are in units of a head drawn 132 units wide. */
export interface Appearance {
  skin: string;
  hair: string;
  eyes: string;
  hairStyle: HairStyle;
  beard: Beard;
  glasses: 'none' | 'round' | 'square';
  glassesColor: string;
  collar: Collar;
  clothes: string;
  underneath: string;
  faceWidth: number;
  jawWidth: number;
  chin: number;
  eyeDistance: number;
  browWeight: number;
  noseWidth: number;
  mouthWidth: number;
  lips: string;
  /** Years. */
  age: number;
  wearsLipstick: boolean;
  earrings: boolean;
}

const skins = [
  '#f6d3bd',
  '#f0c3a3',
  '#e9b48f',
  '#dba27c',
  '#c98c63',
  '#a86f4b',
  '#8a5538',
  '#6c4029',
];
const hairs = [
  '#1f1a1b',
  '#2c211e',
  '#3d2a22',
  '#553626',
  '#6f4a2f',
  '#8f6238',
  '#b98a4f',
  '#d2ab6c',
  '#8c3f24',
];
const greys = ['#8d8c8e', '#b4b2b0', '#d6d3ce'];
const irises = ['#4a3020', '#5c3d26', '#38261c', '#6a7f4f', '#4e7a99', '#6f8796', '#7b5a30'];
const fabrics = [
  '#2f4858',
  '#33658a',
  '#5b7f95',
  '#3d5a45',
  '#7a8f6a',
  '#8c4a4a',
  '#b5654a',
  '#c98f4e',
  '#4b4a6a',
  '#6d5a7d',
  '#2b2d33',
  '#4a4f57',
  '#8d9299',
  '#d9d4c7',
  '#a9bcc9',
  '#c7a5a0',
  '#1f3a4d',
  '#74584a',
];
const shirts = ['#f4f2ec', '#dfe7ee', '#e9e2ef', '#f0e4d8', '#cddbe4'];

const maleStyles: readonly (readonly [HairStyle, number])[] = [
  ['crop', 5],
  ['side-part', 5],
  ['quiff', 4],
  ['curls', 3],
  ['buzz', 3],
  ['receding', 2],
  ['bald', 1],
];
const femaleStyles: readonly (readonly [HairStyle, number])[] = [
  ['long', 5],
  ['wavy', 5],
  ['bob', 4],
  ['fringe', 3],
  ['bun', 4],
  ['curls', 1],
  ['afro', 1],
  ['scarf', 1],
];

/** The looks for a key. The same key always produces the same face. */
export function createAppearance(key: string, sex: Client['sex'], age: number): Appearance {
  const random = createRandom('appearance', key);
  const looksMale = sex === 'male' || (sex !== 'female' && random.chance(0.5));
  const skinIndex = random.weighted([
    [0, 4],
    [1, 6],
    [2, 6],
    [3, 5],
    [4, 4],
    [5, 2],
    [6, 2],
    [7, 1],
  ]);
  const skin = skins[skinIndex] ?? '#e9b48f';
  const natural = skinIndex > 3 ? random.pick(hairs.slice(0, 3)) : random.pick(hairs);
  const grey = random.pick(greys);
  const isGrey = random.chance(Math.max(0, (age - 44) / 34));
  const widths = looksMale ? { face: [60, 66], jaw: [47, 56] } : { face: [57, 63], jaw: [40, 48] };
  const [faceFrom = 60, faceTo = 60] = widths.face;
  const [jawFrom = 48, jawTo = 48] = widths.jaw;

  return {
    skin,
    hair: isGrey ? grey : natural,
    eyes: skinIndex > 3 ? random.pick(irises.slice(0, 3)) : random.pick(irises),
    hairStyle: random.weighted(looksMale ? maleStyles : femaleStyles),
    beard: looksMale
      ? random.weighted<Beard>([
          ['none', 6],
          ['stubble', 3],
          ['short', 3],
          ['full', 2],
          ['moustache', 1],
        ])
      : 'none',
    glasses: random.weighted([
      ['none', 72],
      ['round', 13],
      ['square', 15],
    ]),
    glassesColor: random.pick(['#22252b', '#4a3326', '#7a6a3a', '#2c3b55']),
    collar: random.weighted<Collar>([
      ['crew', 4],
      ['shirt', 3],
      ['blazer', 3],
      ['hoodie', 2],
      ['v-neck', 2],
    ]),
    clothes: random.pick(fabrics),
    underneath: random.pick(shirts),
    faceWidth: faceFrom + random.next() * (faceTo - faceFrom),
    jawWidth: jawFrom + random.next() * (jawTo - jawFrom),
    chin: random.int(247, 258),
    eyeDistance: random.int(24, 28),
    browWeight: (looksMale ? 5 : 3.6) + random.next() * 1.6,
    noseWidth: random.int(9, 13),
    mouthWidth: random.int(18, 24),
    lips: random.pick(['#b4605a', '#a8524f', '#c07068', '#9c4a55']),
    age,
    wearsLipstick: !looksMale && random.chance(0.55),
    earrings: !looksMale && random.chance(0.4),
  };
}

/** The same person on another day: other clothes, contact lenses, a shave. */
export function onAnotherDay(looks: Appearance, key: string): Appearance {
  const random = createRandom('another day', key);
  return {
    ...looks,
    collar: random.pick(['shirt', 'blazer', 'crew', 'v-neck']),
    clothes: random.pick(fabrics),
    underneath: random.pick(shirts),
    glasses: random.chance(0.3) ? 'none' : looks.glasses,
    beard: looks.beard !== 'none' && random.chance(0.35) ? 'stubble' : looks.beard,
    wearsLipstick: false,
    earrings: false,
  };
}
