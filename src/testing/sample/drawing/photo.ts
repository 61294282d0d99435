import { isLowMatch } from '../../../model/match-level.js';
import { currentAttempt, type Attempt, type Session } from '../../../model/session.js';
import type { Photo, PhotoSize } from '../../../model/photo.js';
import { peoples } from '../peoples.js';
import { createRandom, type Random } from '../random.js';
import { createAppearance, onAnotherDay, type Appearance } from './appearance.js';
import { glow, isolated, type DrawingContext, type Size } from './canvas.js';
import { documentSizes, type DocumentContent } from './document-content.js';
import { drawDocumentBack, drawDocumentFront } from './identity-document.js';
import { drawPortrait, portraitSize } from './portrait.js';
import { drawRoom } from './room.js';
import { drawGlare, drawScreen, drawTable } from './table.js';

/** The parts of a session that a picture shows. */
export type PhotoSource = Pick<
  Session,
  'id' | 'createdAt' | 'client' | 'documentType' | 'decision' | 'attempts'
>;

const fullSizes: Readonly<Record<'selfie' | 'document', Size>> = {
  selfie: { width: 750, height: 1000 },
  document: { width: 1000, height: 720 },
};
const thumbnailHeight = 128;

/** The size of a picture: about 1000 pixels on the longer side, or 128 for a thumbnail. */
export function photoDimensions(kind: Photo['kind'], size: PhotoSize): Size {
  const full = fullSizes[kind === 'selfie' ? 'selfie' : 'document'];
  if (size === 'full') return full;
  const scale = thumbnailHeight / Math.max(full.width, full.height);
  return { width: Math.round(full.width * scale), height: Math.round(full.height * scale) };
}

/**
 * Draws a picture of a sample session. It is the same for the same session on every canvas, apart
 * from the fonts of the environment.
 */
export function drawPhoto(
  context: DrawingContext,
  session: PhotoSource,
  photo: Photo,
  size: Size,
): void {
  const kind = photo.kind === 'selfie' ? 'selfie' : 'document';
  const full = fullSizes[kind];
  isolated(context, () => {
    context.scale(size.width / full.width, size.height / full.height);
    if (kind === 'selfie') drawSelfie(context, session, photo, full);
    else drawDocumentPhoto(context, session, photo, full);
  });
}

const millisecondsPerYear = 365.25 * 24 * 60 * 60 * 1000;

function ageOf({ client, createdAt }: PhotoSource): number {
  if (client.birthDate === null) return 35;
  return (Date.parse(createdAt) - Date.parse(client.birthDate)) / millisecondsPerYear;
}

function attemptOf({ attempts }: PhotoSource, photo: Photo): Attempt | undefined {
  return (
    attempts.find(({ photos }) => photos.some(({ id }) => id === photo.id)) ??
    currentAttempt({ attempts })
  );
}

/** Whether the face in the selfie is not the one in the document. */
function isSomebodyElse({ decision }: PhotoSource, attempt: Attempt | undefined): boolean {
  const isNoMatch = isLowMatch(attempt?.faceMatch ?? null, 2);
  return isNoMatch || (decision?.reasons.some(({ id }) => id === 'selfie-mismatch') ?? false);
}

function drawSelfie(
  context: DrawingContext,
  session: PhotoSource,
  photo: Photo,
  { width, height }: Size,
): void {
  const random = createRandom('selfie', photo.id);
  const key = isSomebodyElse(session, attemptOf(session, photo))
    ? `${session.id} somebody else`
    : session.id;
  const looks = createAppearance(key, session.client.sex, ageOf(session));
  drawRoom(context, { width, height }, random);
  isolated(context, () => {
    const scale = (width / portraitSize.width) * (0.97 + random.next() * 0.11);
    context.translate(width / 2 + (random.next() - 0.5) * 50, height);
    context.rotate((random.next() - 0.5) * 0.1);
    context.scale(scale, scale);
    context.translate(-portraitSize.width / 2, -portraitSize.height + 8);
    drawPortrait(context, looks, { smile: 0.2 + random.next() * 0.8 });
  });
  drawLight(context, { width, height }, random);
}

/** A lamp or a window on one side, and the dark corners of a small lens. */
function drawLight(context: DrawingContext, { width, height }: Size, random: Random): void {
  const side = random.chance(0.5) ? 0 : width;
  glow(
    context,
    side,
    height * 0.25,
    height * 0.7,
    random.pick(['#ffe2b8', '#dcebff', '#fff3e2']),
    0.26,
  );
  const vignette = context.createRadialGradient(
    width / 2,
    height / 2,
    height * 0.35,
    width / 2,
    height / 2,
    height * 0.78,
  );
  vignette.addColorStop(0, 'rgba(20, 14, 20, 0)');
  vignette.addColorStop(1, 'rgba(20, 14, 20, 0.38)');
  context.fillStyle = vignette;
  context.fillRect(0, 0, width, height);
}

/** The zone can have a defect that the rest of the page does not show. */
function isPlain(name: string | null): name is string {
  return name !== null && /^[A-Z ]+$/.test(name);
}

function contentOf(session: PhotoSource, attempt: Attempt | undefined): DocumentContent {
  const client = attempt?.front ?? session.client;
  const state = attempt?.front?.nationality ?? session.client.nationality ?? 'UTO';
  const own = createAppearance(session.id, session.client.sex, Math.max(16, ageOf(session) - 4));
  const face: Appearance = onAnotherDay(own, session.id);
  const { firstName = null, lastName = null } = attempt?.back ?? {};
  return {
    documentType:
      (attempt?.documentType ?? session.documentType) === 'passport' ? 'passport' : 'id-card',
    country: peoples.find((people) => people.state === state)?.country ?? state,
    state,
    client,
    latin: isPlain(firstName) && isPlain(lastName) ? { firstName, lastName } : null,
    mrz: attempt?.mrz ?? null,
    face,
  };
}

function drawDocumentPhoto(
  context: DrawingContext,
  session: PhotoSource,
  photo: Photo,
  size: Size,
): void {
  const random = createRandom('document', photo.id);
  const attempt = attemptOf(session, photo);
  const content = contentOf(session, attempt);
  const { width, height } = documentSizes[content.documentType];
  drawTable(context, size, random);

  isolated(context, () => {
    const scale = Math.min((size.width * 0.9) / width, (size.height * 0.9) / height);
    const isCutOff = attempt?.spoof.fullIdDetected === false;
    context.translate(
      size.width / 2 + (isCutOff ? size.width * 0.17 : 0),
      size.height / 2 + (isCutOff ? size.height * 0.13 : 0),
    );
    context.rotate((random.next() - 0.5) * 0.05 + (isCutOff ? 0.05 : 0));
    context.scale(scale, scale);
    context.translate(-width / 2, -height / 2);
    const radius = content.documentType === 'passport' ? 18 : 30;
    isolated(context, () => {
      context.shadowColor = 'rgba(10, 8, 6, 0.55)';
      context.shadowBlur = 34;
      context.shadowOffsetX = 6;
      context.shadowOffsetY = 12;
      context.beginPath();
      context.roundRect(0, 0, width, height, radius);
      context.fillStyle = '#f2efe9';
      context.fill();
    });
    isolated(context, () => {
      context.beginPath();
      context.roundRect(0, 0, width, height, radius);
      context.clip();
      if (photo.kind === 'document-front') drawDocumentFront(context, content);
      else drawDocumentBack(context, content);
      drawGlare(context, { width, height }, random);
    });
  });
  if (attempt?.spoof.idIsReal === false) drawScreen(context, size);
}
