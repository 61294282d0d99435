/**
 * The thumbnails. Each session has a `Blob` of its own, as from a backend. A picture's width tells from
 * outside which row it belongs to.
 */
import type { Session } from 'kv-review/model';

/** JPEG files in base64, drawn by the harness; see `drawPhotos`. */
declare const benchPhotos: readonly string[];

const files = benchPhotos.map((text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));

const indexOf = (session: Session): number => Number(session.id.slice('session-'.length));

export function photoAt(index: number): Blob {
  const file = files[index % files.length];
  if (!file) throw new Error('No photo.');
  return new Blob([file], { type: 'image/jpeg' });
}

export const photoOf = (session: Session): Blob => photoAt(indexOf(session));

/** More than any contestant renders at once. */
const keptUrls = 200;
const urls = new Map<string, string>();

/** An object URL of the thumbnail. The oldest ones are revoked. */
export function photoUrl(session: Session): string {
  const known = urls.get(session.id);
  if (known) return known;
  const url = URL.createObjectURL(photoOf(session));
  urls.set(session.id, url);
  for (const [id, oldest] of urls) {
    if (urls.size <= keptUrls) break;
    URL.revokeObjectURL(oldest);
    urls.delete(id);
  }
  return url;
}
