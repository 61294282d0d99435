import type { Session } from 'kv-review/model';
import { sampleNow, samplePhoto, sampleSessions } from 'kv-review/testing';
import type { PdfOptions, PdfPhoto } from 'kv-review/export/pdf';

const samples = sampleSessions({ count: 300, seed: 'pdf' });

export const rejected: Session = samples.find(
  ({ status, notes, decision, attempts }) =>
    status === 'rejected' &&
    notes.length > 0 &&
    decision?.by &&
    (attempts.at(-1)?.photos.length ?? 0) > 2,
)!;

export const options: PdfOptions = {
  locale: 'en',
  now: new Date(sampleNow),
  timeZone: 'Asia/Tbilisi',
};

/** A photo of the session, written by a canvas. */
export async function drawnPhoto(session: Session): Promise<PdfPhoto> {
  const photo = session.attempts.at(-1)!.photos[0]!;
  const blob = await samplePhoto(session, photo);
  return { id: photo.id, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

/** Found in a file with the metadata below. */
export const place = 'GPSLatitude 41.7151 N';

/** Adds an APP1 segment with EXIF (JEITA CP-3451) after the start of a JPEG. */
export function withExif(jpeg: Uint8Array): Uint8Array {
  const content = new TextEncoder().encode(`Exif\0\0${place}`);
  const length = content.length + 2;
  const segment = [0xff, 0xe1, length >> 8, length & 0xff, ...content];
  return new Uint8Array([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)]);
}

/** Whether the bytes contain the ASCII text. */
export function contains(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder('latin1').decode(bytes).includes(text);
}
