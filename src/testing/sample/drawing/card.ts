import { createRandom } from '../random.js';
import { lighter, linear, strokeOutline, withAlpha, type DrawingContext } from './canvas.js';
import { documentSizes, type DocumentContent } from './document-content.js';
import {
  write,
  printedDate,
  printedSex,
  printedName,
  drawField,
  drawPortraitIn,
  drawGhost,
  drawSpecimenMark,
  drawSignature,
  drawMrz,
  type Box,
} from './print.js';
import { drawEmblem, drawSecurityPrint, paletteOf } from './security-print.js';

/** The side with the portrait. */
export function drawCardFront(context: DrawingContext, content: DocumentContent): void {
  const size = documentSizes['id-card'];
  const palette = paletteOf(content.state);
  const { client } = content;
  const style = { palette, scale: 0.82 };
  drawSecurityPrint(context, size, palette, content.state);
  context.fillStyle = linear(
    context,
    [0, 0],
    [size.width, 0],
    [palette.accent, lighter(palette.accent, 0.28)],
  );
  context.fillRect(0, 0, size.width, 78);
  drawEmblem(context, 52, 39, 21, '#ffffff');
  write(context, content.country, 92, 37, {
    size: 25,
    color: '#ffffff',
    weight: 700,
    maxWidth: 420,
  });
  write(context, 'IDENTITY CARD', 92, 61, { size: 15, color: 'rgba(255, 255, 255, 0.86)' });
  write(context, content.state, 820, 51, {
    size: 34,
    color: 'rgba(255, 255, 255, 0.92)',
    weight: 700,
    align: 'right',
  });

  drawField(
    context,
    { label: 'Surname', ...printedName(content, 'lastName') },
    306,
    110,
    510,
    style,
  );
  drawField(
    context,
    { label: 'Given names', ...printedName(content, 'firstName') },
    306,
    190,
    510,
    style,
  );
  drawField(
    context,
    { label: 'Date of birth', value: printedDate(client.birthDate) },
    306,
    270,
    190,
    style,
  );
  drawField(context, { label: 'Sex', value: printedSex(client.sex) }, 520, 270, 50, style);
  drawField(context, { label: 'Nationality', value: content.state }, 600, 270, 90, style);
  drawField(
    context,
    { label: 'Card No.', value: client.documentNumber ?? '' },
    306,
    336,
    190,
    style,
  );
  drawField(
    context,
    { label: 'Date of expiry', value: printedDate(client.expirationDate) },
    520,
    336,
    170,
    style,
  );
  drawField(
    context,
    { label: 'Personal No.', value: client.personalNumber ?? '—' },
    306,
    402,
    260,
    style,
  );
  write(context, 'Signature', 306, 478, { size: 12.7, color: palette.accent });
  drawSignature(
    context,
    client.documentNumber ?? '',
    { x: 380, y: 452, width: 170, height: 46 },
    '#27345c',
  );

  drawGhost(context, { x: 704, y: 330, width: 116, height: 154 }, content.face, palette);
  drawPortraitIn(context, { x: 36, y: 108, width: 238, height: 310 }, content.face, [
    '#e9eef0',
    '#d3dde1',
  ]);
  drawChip(context, 44, 436);
  drawSpecimenMark(context, size);
}

function drawChip(context: DrawingContext, x: number, y: number): void {
  context.beginPath();
  context.roundRect(x, y, 92, 72, 12);
  context.fillStyle = linear(context, [x, y], [x + 92, y + 72], ['#e8d49a', '#c8a653', '#ecdca8']);
  context.fill();
  const line = 'rgba(110, 82, 26, 0.6)';
  strokeOutline(
    context,
    `M ${x} ${y + 24} L ${x + 30} ${y + 24} L ${x + 30} ${y + 48} L ${x} ${y + 48}`,
    line,
    1.6,
  );
  strokeOutline(
    context,
    `M ${x + 92} ${y + 24} L ${x + 62} ${y + 24} L ${x + 62} ${y + 48} L ${x + 92} ${y + 48}`,
    line,
    1.6,
  );
  strokeOutline(
    context,
    `M ${x + 30} ${y + 24} L ${x + 30} ${y} M ${x + 62} ${y + 24} L ${x + 62} ${y} M ${x + 30} ${y + 48} L ${x + 30} ${y + 72} M ${x + 62} ${y + 48} L ${x + 62} ${y + 72}`,
    line,
    1.6,
  );
}

/** The side with the machine-readable zone. */
export function drawCardBack(context: DrawingContext, content: DocumentContent): void {
  const size = documentSizes['id-card'];
  const palette = paletteOf(content.state);
  const style = { palette, scale: 0.82 };
  drawSecurityPrint(context, size, palette, `${content.state} back`);
  context.fillStyle = palette.accent;
  context.fillRect(0, 0, size.width, 16);
  drawField(
    context,
    { label: 'Card No.', value: content.client.documentNumber ?? '' },
    48,
    58,
    220,
    style,
  );
  drawField(
    context,
    { label: 'Personal No.', value: content.client.personalNumber ?? '—' },
    300,
    58,
    240,
    style,
  );
  drawField(context, { label: 'Authority', value: 'Specimen Office' }, 48, 132, 220, style);
  drawField(context, { label: 'Nationality', value: content.country }, 300, 132, 240, style);
  write(context, 'Made for a demonstration and never issued.', 48, 222, {
    size: 14,
    color: withAlpha(palette.ink, 0.7),
  });
  drawBarcode(
    context,
    content.client.documentNumber ?? '',
    { x: 48, y: 246, width: 500, height: 64 },
    palette.ink,
  );
  drawGhost(context, { x: 640, y: 54, width: 168, height: 222 }, content.face, palette);
  context.fillStyle = withAlpha(lighter(palette.paper[0] ?? '#ffffff', 0.5), 0.8);
  context.fillRect(0, 350, size.width, 190);
  drawMrz(context, content.mrz, 30, size, 386, '#1c1d22');
  drawSpecimenMark(context, { ...size, height: 350 });
}

function drawBarcode(
  context: DrawingContext,
  seed: string,
  { x, y, width, height }: Box,
  ink: string,
): void {
  const random = createRandom('barcode', seed);
  context.fillStyle = ink;
  for (let at = 0; at < width - 8; at += 3 * random.int(2, 4)) {
    context.fillRect(x + at, y, 3 * random.int(1, 2), height);
  }
}
