import { createRandom } from '../random.js';
import { fillEllipse, linear, withAlpha, type DrawingContext, type Size } from './canvas.js';

/** The colours of a country's documents. */
export interface Palette {
  paper: readonly string[];
  ink: string;
  accent: string;
  lines: readonly string[];
}

const palettes: readonly Palette[] = [
  {
    paper: ['#f3ebe9', '#efe3e6', '#e3e8ef'],
    ink: '#23262e',
    accent: '#8b2f3f',
    lines: ['#b0566a', '#6f86b0', '#c79a86'],
  },
  {
    paper: ['#e8eff1', '#e3ecec', '#efeadd'],
    ink: '#1d2a33',
    accent: '#1f5673',
    lines: ['#3f86a3', '#6aa38f', '#c2a45e'],
  },
  {
    paper: ['#ebf0e6', '#e3ece4', '#e6eaf0'],
    ink: '#20302a',
    accent: '#2f6b4f',
    lines: ['#4f946f', '#7f9fb8', '#b5ab5e'],
  },
  {
    paper: ['#efeaf2', '#e7e6f2', '#f1e8e4'],
    ink: '#28243a',
    accent: '#4f4089',
    lines: ['#7c6cb0', '#b5749a', '#6f98b5'],
  },
  {
    paper: ['#f4efe2', '#f0e8da', '#e6ecea'],
    ink: '#33291c',
    accent: '#8a5a1f',
    lines: ['#bd8a44', '#7f9a86', '#b8705c'],
  },
  {
    paper: ['#e6eef5', '#e9ebf3', '#f0e9ea'],
    ink: '#1b2438',
    accent: '#27457f',
    lines: ['#5676b3', '#a8748f', '#5f9fae'],
  },
];

/** The same colours for all documents of a state. */
export function paletteOf(state: string): Palette {
  return createRandom('palette', state).pick(palettes);
}

/** Paper with the fine line patterns that make documents hard to copy. */
export function drawSecurityPrint(
  context: DrawingContext,
  { width, height }: Size,
  palette: Palette,
  seed: string,
): void {
  const random = createRandom('print', seed);
  const { paper, lines } = palette;
  context.fillStyle = linear(context, [0, 0], [width, height], paper);
  context.fillRect(0, 0, width, height);

  const [first = '#888888', second = '#888888', third = '#888888'] = lines;
  drawWaves(context, { width, height }, withAlpha(first, 0.2), random.int(3, 5), 15);
  drawWaves(context, { width, height }, withAlpha(second, 0.17), random.int(2, 4), 19);
  drawRosette(
    context,
    width * 0.74,
    height * 0.42,
    height * 0.4,
    random.int(9, 14),
    withAlpha(third, 0.3),
  );
  drawRosette(
    context,
    width * 0.74,
    height * 0.42,
    height * 0.22,
    random.int(7, 11),
    withAlpha(first, 0.26),
  );
  drawRosette(
    context,
    width * 0.1,
    height * 0.92,
    height * 0.34,
    random.int(8, 12),
    withAlpha(second, 0.22),
  );
}

function drawWaves(
  context: DrawingContext,
  { width, height }: Size,
  color: string,
  waves: number,
  gap: number,
): void {
  context.beginPath();
  for (let base = -40; base < height + 40; base += gap) {
    for (let x = 0; x <= width; x += 10) {
      const phase = (x / width) * Math.PI * 2 * waves;
      const y = base + Math.sin(phase + base / 70) * 16 + Math.sin(phase * 0.37 + base / 29) * 9;
      if (x === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  }
  context.strokeStyle = color;
  context.lineWidth = 1.3;
  context.stroke();
}

/** Epitrochoid-like curves, each a little larger than the one inside. */
export function drawRosette(
  context: DrawingContext,
  x: number,
  y: number,
  radius: number,
  petals: number,
  color: string,
): void {
  context.beginPath();
  for (let ring = 0.34; ring <= 1; ring += 0.075) {
    for (let step = 0; step <= 180; step++) {
      const angle = (step / 180) * 2 * Math.PI;
      const distance = radius * ring * (0.84 + 0.16 * Math.cos(petals * angle + ring * 9));
      const pointX = x + Math.cos(angle) * distance;
      const pointY = y + Math.sin(angle) * distance;
      if (step === 0) context.moveTo(pointX, pointY);
      else context.lineTo(pointX, pointY);
    }
  }
  context.strokeStyle = color;
  context.lineWidth = 1.2;
  context.stroke();
}

/** A fictional emblem: a ring of dots around a star. */
export function drawEmblem(
  context: DrawingContext,
  x: number,
  y: number,
  radius: number,
  color: string,
): void {
  for (let dot = 0; dot < 16; dot++) {
    const angle = (dot / 16) * 2 * Math.PI;
    fillEllipse(
      context,
      x + Math.cos(angle) * radius,
      y + Math.sin(angle) * radius,
      radius * 0.09,
      radius * 0.09,
      color,
    );
  }
  context.beginPath();
  for (let point = 0; point < 16; point++) {
    const angle = (point / 16) * 2 * Math.PI - Math.PI / 2;
    const reach = radius * (point % 2 ? 0.3 : 0.74);
    context.lineTo(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
  }
  context.closePath();
  context.fillStyle = color;
  context.fill();
}
