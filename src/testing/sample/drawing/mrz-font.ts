import { trace, type DrawingContext } from './canvas.js';

/**
 * The letters of a machine-readable zone as strokes, after the proportions of OCR-B (ISO 1073-2):
 * 10 units wide, 16 high, so that no font is necessary.
 */
const strokes: Readonly<Record<string, string>> = {
  A: 'M 0 16 L 5 0 L 10 16 M 1.9 10.6 L 8.1 10.6',
  B: 'M 1 7.5 L 5 7.5 C 10.2 7.5 10.2 0 5 0 L 1 0 L 1 16 L 5 16 C 11.2 16 11.2 7.5 5 7.5',
  C: 'M 9.6 2.4 C 7 -1.2 0.7 -0.6 0.5 8 C 0.7 16.6 7 17.2 9.6 13.6',
  D: 'M 1 0 L 4 0 C 11.4 0 11.4 16 4 16 L 1 16 Z',
  E: 'M 9.2 0 L 1.2 0 L 1.2 16 L 9.2 16 M 1.2 7.6 L 8 7.6',
  F: 'M 9.4 0 L 1.4 0 L 1.4 16 M 1.4 7.6 L 8.2 7.6',
  G: 'M 9.3 2.2 C 6.6 -1.2 0.6 -0.6 0.5 8 C 0.6 16.6 6.6 17.4 9.5 14.2 L 9.5 8.6 L 5.8 8.6',
  H: 'M 0.9 0 L 0.9 16 M 9.1 0 L 9.1 16 M 0.9 7.6 L 9.1 7.6',
  I: 'M 2 0 L 8 0 M 5 0 L 5 16 M 2 16 L 8 16',
  J: 'M 3.6 0 L 8 0 L 8 10.6 C 8 17.4 1.4 17.6 0.8 12.6',
  K: 'M 1 0 L 1 16 M 9.4 0 L 1 9.2 M 4 6.2 L 9.7 16',
  L: 'M 1.4 0 L 1.4 16 L 9.4 16',
  M: 'M 0.3 16 L 0.3 0 L 5 8.6 L 9.7 0 L 9.7 16',
  N: 'M 0.9 16 L 0.9 0 L 9.1 16 L 9.1 0',
  O: 'M 5 0 C -1.4 0 -1.4 16 5 16 C 11.4 16 11.4 0 5 0 Z',
  P: 'M 1 16 L 1 0 L 5 0 C 11 0 11 8.6 5 8.6 L 1 8.6',
  Q: 'M 5 0 C -1.4 0 -1.4 16 5 16 C 11.4 16 11.4 0 5 0 Z M 5.6 11.4 L 9.8 17',
  R: 'M 1 16 L 1 0 L 5 0 C 11 0 11 8.4 5 8.4 L 1 8.4 M 4.6 8.4 L 9.7 16',
  S: 'M 9 2.2 C 7 -0.9 0.9 -0.9 0.9 4 C 0.9 9 9.5 6.8 9.5 11.8 C 9.5 17.1 2.4 17.3 0.5 13.6',
  T: 'M 0.2 0 L 9.8 0 M 5 0 L 5 16',
  U: 'M 0.9 0 L 0.9 10 C 0.9 18 9.1 18 9.1 10 L 9.1 0',
  V: 'M 0 0 L 5 16 L 10 0',
  W: 'M 0 0 L 2.3 16 L 5 5 L 7.7 16 L 10 0',
  X: 'M 0.2 0 L 9.8 16 M 9.8 0 L 0.2 16',
  Y: 'M 0.1 0 L 5 8.2 L 9.9 0 M 5 8.2 L 5 16',
  Z: 'M 0.8 0 L 9.3 0 L 0.6 16 L 9.6 16',
  '0': 'M 5 0 C 0 0 0.7 4 0.7 8 C 0.7 12 0 16 5 16 C 10 16 9.3 12 9.3 8 C 9.3 4 10 0 5 0 Z',
  '1': 'M 1.8 3.6 L 5.2 0 L 5.2 16 M 1.8 16 L 8.6 16',
  '2': 'M 0.8 3 C 2 -1 9.2 -1.2 9 4.2 C 8.8 8 3 11 0.8 16 L 9.4 16',
  '3': 'M 1 0 L 9 0 L 4.6 6.2 C 11.2 5.8 10.9 16 4.6 16 C 2.8 16 1.4 15.3 0.6 14.2',
  '4': 'M 5.6 0 L 0.5 11.4 L 9.8 11.4 M 7 6.8 L 7 16',
  '5': 'M 8.8 0 L 1.8 0 L 1.4 6.8 C 4 5.4 9.6 5.6 9.4 10.8 C 9.2 16.8 3 17.2 0.6 14',
  '6': 'M 7.2 0 C 3 4 0.7 7.4 0.7 11 C 0.7 17.6 9.4 17.6 9.4 11 C 9.4 5.4 3.2 4.8 1.2 8.8',
  '7': 'M 0.6 0 L 9.3 0 C 6 5 4.2 10 3.9 16',
  '8': 'M 5 7.4 C 0.4 7.4 0.4 0 5 0 C 9.6 0 9.6 7.4 5 7.4 C -0.9 7.4 -0.9 16 5 16 C 10.9 16 10.9 7.4 5 7.4 Z',
  '9': 'M 2.8 16 C 7 12 9.3 8.6 9.3 5 C 9.3 -1.6 0.6 -1.6 0.6 5 C 0.6 10.6 6.8 11.2 8.8 7.2',
  '<': 'M 9 2.8 L 1 8.4 L 9 14',
};

/** Tenths of a millimetre from one character to the next (Doc 9303-3, section 4.1: 10 per inch). */
export const mrzPitch = 25.4;
const letterHeight = 24;

/** Writes one line. Characters that OCR-B lacks become gaps, and lower case is small. */
export function drawMrzLine(
  context: DrawingContext,
  line: string,
  x: number,
  y: number,
  ink: string,
): void {
  Array.from(line).forEach((character, index) => {
    const outline = strokes[character.toUpperCase()];
    if (outline === undefined) return;
    const isSmall = /[a-z]/.test(character);
    const scale = (letterHeight / 16) * (isSmall ? 0.74 : 1);
    context.save();
    context.translate(
      x + index * mrzPitch + (mrzPitch - 10 * scale) / 2,
      y + (isSmall ? letterHeight * 0.26 : 0),
    );
    context.scale(scale, scale);
    context.beginPath();
    trace(context, outline);
    context.strokeStyle = ink;
    context.lineWidth = 2.3;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.stroke();
    context.restore();
  });
}
