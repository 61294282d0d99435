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

/** A picture of the session as a canvas writes it. */
export async function drawnPhoto(session: Session): Promise<PdfPhoto> {
  const photo = session.attempts.at(-1)!.photos[0]!;
  const blob = await samplePhoto(session, photo);
  return { id: photo.id, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

/** Found in a file that carries the metadata below. */
export const place = 'GPSLatitude 41.7151 N';

/** A JPEG with an APP1 segment of EXIF (JEITA CP-3451) after its beginning. */
export function withExif(jpeg: Uint8Array): Uint8Array {
  const content = new TextEncoder().encode(`Exif\0\0${place}`);
  const length = content.length + 2;
  const segment = [0xff, 0xe1, length >> 8, length & 0xff, ...content];
  return new Uint8Array([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)]);
}

/** Whether the ASCII text stands in the bytes. */
export function contains(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder('latin1').decode(bytes).includes(text);
}
