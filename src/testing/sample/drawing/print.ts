import type { Client } from '../../../model/client.js';
import { lookUp } from '../../../model/known.js';
import { createRandom } from '../random.js';
import type { Appearance } from './appearance.js';
import {
  glow,
  isolated,
  linear,
  strokeOutline,
  withAlpha,
  type DrawingContext,
  type Size,
} from './canvas.js';
import type { DocumentContent } from './document-content.js';
import { drawMrzLine, mrzPitch } from './mrz-font.js';
import { drawPortrait, portraitSize } from './portrait.js';
import { drawRosette, type Palette } from './security-print.js';

const family =
  "'Noto Sans', 'Noto Sans Georgian', 'Noto Sans Armenian', 'Noto Sans Hebrew', 'Noto Sans Arabic', 'DejaVu Sans', system-ui, sans-serif";
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

interface TextStyle {
  size: number;
  color: string;
  weight?: number;
  align?: CanvasTextAlign;
  maxWidth?: number;
}

/** Writes one line, smaller if it does not fit. */
export function write(
  context: DrawingContext,
  text: string,
  x: number,
  y: number,
  { size, color, weight = 400, align = 'left', maxWidth = Infinity }: TextStyle,
): void {
  context.fillStyle = color;
  context.textAlign = align;
  context.textBaseline = 'alphabetic';
  context.direction = 'ltr';
  context.font = `${weight} ${size}px ${family}`;
  const width = context.measureText(text).width;
  if (width > maxWidth)
    context.font = `${weight} ${Math.max(9, (size * maxWidth) / width)}px ${family}`;
  if (maxWidth === Infinity) context.fillText(text, x, y);
  else context.fillText(text, x, y, maxWidth);
}

export function printedDate(date: string | null): string {
  const [year = '', month = '', day = ''] = date?.split('-') ?? [];
  return date === null ? '' : `${day} ${months[Number(month) - 1] ?? ''} ${year}`;
}

export const printedSex = (sex: Client['sex']): string =>
  lookUp({ male: 'M', female: 'F', unspecified: 'X' }, sex ?? 'unspecified') ?? 'X';

interface Field {
  label: string;
  value: string;
  /** A second line under the value, smaller. */
  below?: string;
}

export function printedName(
  { client, latin }: DocumentContent,
  key: 'firstName' | 'lastName',
): Omit<Field, 'label'> {
  const own = client[key];
  const other = latin?.[key];
  const needsLatin = own !== null && !/\p{Script=Latin}/u.test(own);
  return other && needsLatin ? { value: own, below: other } : { value: own ?? other ?? '' };
}

export function drawField(
  context: DrawingContext,
  field: Field,
  x: number,
  y: number,
  maxWidth: number,
  { palette, scale }: { palette: Palette; scale: number },
): void {
  write(context, field.label, x, y, {
    size: 15.5 * scale,
    color: withAlpha(palette.accent, 0.9),
    maxWidth,
  });
  write(context, field.value, x, y + 32 * scale, {
    size: 29 * scale,
    color: palette.ink,
    weight: 600,
    maxWidth,
  });
  if (field.below) {
    write(context, field.below, x, y + 57 * scale, {
      size: 20 * scale,
      color: palette.ink,
      weight: 400,
      maxWidth,
    });
  }
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function drawPortraitIn(
  context: DrawingContext,
  { x, y, width, height }: Box,
  face: Appearance,
  background: readonly string[] | null,
): void {
  isolated(context, () => {
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    if (background) {
      context.fillStyle = linear(context, [x, y], [x, y + height], background);
      context.fillRect(x, y, width, height);
    }
    const scale = (width / portraitSize.width) * 1.12;
    context.translate(
      x + width / 2 - (portraitSize.width / 2) * scale,
      y + height - portraitSize.height * scale + height * 0.06,
    );
    context.scale(scale, scale);
    drawPortrait(context, face, { smile: 0 });
  });
}

/** A pale copy of the portrait, as printed into the paper. */
export function drawGhost(
  context: DrawingContext,
  box: Box,
  face: Appearance,
  palette: Palette,
): void {
  isolated(context, () => {
    context.globalAlpha = 0.3;
    context.globalCompositeOperation = 'multiply';
    drawPortraitIn(context, box, { ...face, clothes: palette.lines[1] ?? face.clothes }, null);
  });
  drawRosette(
    context,
    box.x + box.width / 2,
    box.y + box.height / 2,
    box.width * 0.62,
    10,
    withAlpha(palette.accent, 0.16),
  );
}

export function drawSpecimenMark(context: DrawingContext, { width, height }: Size): void {
  isolated(context, () => {
    context.translate(width / 2, height * 0.52);
    context.rotate(-Math.atan2(height, width) * 0.72);
    write(context, 'SPECIMEN', 0, height * 0.1, {
      size: height * 0.235,
      color: 'rgba(190, 30, 45, 0.14)',
      weight: 700,
      align: 'center',
    });
    context.lineWidth = 1.6;
    context.strokeStyle = 'rgba(190, 30, 45, 0.22)';
    context.strokeText('SPECIMEN', 0, height * 0.1);
  });
}

export function drawSignature(
  context: DrawingContext,
  seed: string,
  { x, y, width, height }: Box,
  ink: string,
): void {
  const random = createRandom('signature', seed);
  const steps = random.int(7, 10);
  let outline = `M ${x} ${y + height * 0.6}`;
  for (let step = 1; step <= steps; step++) {
    const toX = x + (width * step) / steps;
    const reach = height * (0.3 + random.next() * 0.7) * (step % 2 ? -1 : 0.55);
    outline += ` Q ${(toX - width / steps / 3).toFixed(1)} ${(y + height * 0.6 + reach).toFixed(1)} ${toX.toFixed(1)} ${(y + height * (0.5 + random.next() * 0.2)).toFixed(1)}`;
  }
  strokeOutline(context, outline, ink, 2.6);
}

/** Glare in place of the zone, whose letters have worn off. */
export function drawMrz(
  context: DrawingContext,
  mrz: DocumentContent['mrz'],
  columns: number,
  { width }: Size,
  y: number,
  ink: string,
): void {
  const x = (width - columns * mrzPitch) / 2;
  const rows = columns === 44 ? 2 : 3;
  const random = createRandom('worn');
  const lines = mrz ?? Array.from({ length: rows }, () => random.code(columns));
  isolated(context, () => {
    if (!mrz) context.globalAlpha = 0.35;
    lines.slice(0, rows).forEach((line, row) => {
      drawMrzLine(context, line.slice(0, columns), x, y + row * (columns === 44 ? 56 : 44), ink);
    });
  });
  if (mrz) return;
  for (let spot = 0; spot < 5; spot++) {
    glow(context, x + (spot + 0.5) * (width / 5), y + 40, width / 6, '#ffffff', 0.95);
  }
}
