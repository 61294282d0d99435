import type { Random } from '../random.js';
import {
  glow,
  isolated,
  linear,
  strokeOutline,
  withAlpha,
  type DrawingContext,
  type Size,
} from './canvas.js';

const tables: readonly (readonly string[])[] = [
  ['#b98f66', '#a57a53', '#8e6544'],
  ['#5c5f66', '#4b4e55', '#3c3f46'],
  ['#d8d3ca', '#c8c2b7', '#b5aea2'],
  ['#7a5540', '#694734', '#573a2a'],
  ['#8fa0a6', '#7d8f96', '#6b7c84'],
];

/** The surface that a document lies on. */
export function drawTable(context: DrawingContext, { width, height }: Size, random: Random): void {
  const colors = random.pick(tables);
  context.fillStyle = linear(context, [0, 0], [width, height], colors);
  context.fillRect(0, 0, width, height);
  for (let y = random.int(-20, 20); y < height; y += random.int(16, 44)) {
    const sway = random.int(-16, 16);
    strokeOutline(
      context,
      `M 0 ${y} C ${width / 3} ${y + sway} ${(width * 2) / 3} ${y - sway} ${width} ${y + sway / 2}`,
      withAlpha(colors[2] ?? '#333333', 0.35),
      random.int(1, 3),
    );
  }
  glow(context, width * 0.2, 0, width * 0.7, '#fff4e0', 0.25);
}

/** Light on a laminated surface. */
export function drawGlare(context: DrawingContext, { width, height }: Size, random: Random): void {
  const x = width * (0.1 + random.next() * 0.7);
  isolated(context, () => {
    context.translate(x, 0);
    context.rotate(0.32);
    context.fillStyle = linear(
      context,
      [0, 0],
      [width * 0.34, 0],
      ['rgba(255, 255, 255, 0)', 'rgba(255, 255, 255, 0.17)', 'rgba(255, 255, 255, 0)'],
    );
    context.fillRect(0, -height, width * 0.34, height * 3);
  });
}

/** The traces of a photographed display: rows of pixels, moiré and a bezel. */
export function drawScreen(context: DrawingContext, { width, height }: Size): void {
  context.fillStyle = 'rgba(24, 40, 82, 0.16)';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'rgba(8, 12, 26, 0.2)';
  for (let y = 0; y < height; y += 6) context.fillRect(0, y, width, 2);
  for (let band = 0; band < 7; band++) {
    const y = height * (band / 6);
    strokeOutline(
      context,
      `M 0 ${y} C ${width * 0.3} ${y - 70} ${width * 0.6} ${y + 80} ${width} ${y - 30}`,
      band % 2 ? 'rgba(120, 220, 200, 0.12)' : 'rgba(230, 120, 210, 0.12)',
      38,
    );
  }
  context.fillStyle = '#0b0c10';
  context.fillRect(0, 0, width, 16);
  context.fillRect(0, 0, 22, height);
  glow(context, width * 0.82, height * 0.16, width * 0.32, '#ffffff', 0.34);
}
