import { lighter, strokeOutline, withAlpha, type DrawingContext } from './canvas.js';
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
} from './print.js';
import { drawEmblem, drawSecurityPrint, paletteOf } from './security-print.js';

/** The data page. */
export function drawPassportPage(context: DrawingContext, content: DocumentContent): void {
  const size = documentSizes.passport;
  const palette = paletteOf(content.state);
  const { client } = content;
  const style = { palette, scale: 1.1 };
  drawSecurityPrint(context, size, palette, content.state);
  drawEmblem(context, 92, 78, 34, palette.accent);
  write(context, content.country, 150, 74, {
    size: 36,
    color: palette.accent,
    weight: 700,
    maxWidth: 560,
  });
  write(context, 'PASSPORT · PASSEPORT', 150, 108, { size: 20, color: palette.accent });
  drawField(context, { label: 'Type', value: 'P' }, 470, 152, 60, style);
  drawField(context, { label: 'Code of State', value: content.state }, 600, 152, 140, style);
  drawField(
    context,
    { label: 'Passport No. / No. du passeport', value: client.documentNumber ?? '' },
    800,
    152,
    390,
    style,
  );

  drawField(
    context,
    { label: 'Surname / Nom', ...printedName(content, 'lastName') },
    470,
    236,
    720,
    style,
  );
  drawField(
    context,
    { label: 'Given names / Prénoms', ...printedName(content, 'firstName') },
    470,
    330,
    720,
    style,
  );
  drawField(
    context,
    { label: 'Nationality / Nationalité', value: content.country },
    470,
    424,
    330,
    style,
  );
  drawField(
    context,
    { label: 'Personal No.', value: client.personalNumber ?? '—' },
    830,
    424,
    220,
    style,
  );
  drawField(
    context,
    { label: 'Date of birth / Date de naissance', value: printedDate(client.birthDate) },
    470,
    508,
    330,
    style,
  );
  drawField(context, { label: 'Sex / Sexe', value: printedSex(client.sex) }, 830, 508, 120, style);
  drawField(
    context,
    { label: 'Date of expiry / Date d’expiration', value: printedDate(client.expirationDate) },
    470,
    592,
    330,
    style,
  );
  drawField(context, { label: 'Authority', value: 'Specimen Office' }, 830, 592, 220, style);

  drawGhost(context, { x: 1060, y: 404, width: 150, height: 200 }, content.face, palette);
  drawPortraitIn(context, { x: 60, y: 150, width: 350, height: 455 }, content.face, [
    '#e9eef0',
    '#d3dde1',
  ]);
  context.strokeStyle = withAlpha(palette.accent, 0.4);
  context.lineWidth = 2;
  context.strokeRect(60, 150, 350, 455);

  context.fillStyle = withAlpha(lighter(palette.paper[0] ?? '#ffffff', 0.5), 0.82);
  context.fillRect(0, 690, size.width, 190);
  drawMrz(context, content.mrz, 44, size, 740, '#1c1d22');
  drawSpecimenMark(context, { ...size, height: 690 });
}

/** The page that faces the data page. */
export function drawPassportRemarks(context: DrawingContext, content: DocumentContent): void {
  const size = documentSizes.passport;
  const palette = paletteOf(content.state);
  drawSecurityPrint(context, size, palette, `${content.state} remarks`);
  drawEmblem(context, size.width / 2, 330, 150, withAlpha(palette.accent, 0.13));
  write(context, 'REMARKS · OBSERVATIONS', 70, 90, {
    size: 26,
    color: palette.accent,
    weight: 600,
  });
  for (let y = 170; y <= 470; y += 60)
    strokeOutline(context, `M 70 ${y} L 1180 ${y}`, withAlpha(palette.accent, 0.3), 1.4);
  write(context, 'Signature of bearer / Signature du titulaire', 70, 560, {
    size: 19,
    color: palette.accent,
  });
  drawSignature(
    context,
    content.client.documentNumber ?? '',
    { x: 110, y: 600, width: 400, height: 90 },
    '#27345c',
  );
  strokeOutline(context, 'M 70 720 L 620 720', withAlpha(palette.accent, 0.5), 1.6);
  write(context, content.client.documentNumber ?? '', 1180, 90, {
    size: 28,
    color: palette.ink,
    weight: 600,
    align: 'right',
  });
  write(context, 'This document was made for a demonstration and never issued.', 70, 810, {
    size: 20,
    color: withAlpha(palette.ink, 0.75),
  });
  write(context, '3', 1180, 815, { size: 24, color: palette.accent, align: 'right' });
  drawSpecimenMark(context, size);
}
