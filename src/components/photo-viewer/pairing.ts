import type { Photo } from '../../model/photo.js';

/**
 * The photo that another one is compared with: a selfie with a document, its front before its back,
 * and a document with a selfie.
 */
export function counterpartOf(photo: Photo, photos: readonly Photo[]): Photo | undefined {
  const wanted = photo.kind === 'selfie' ? ['document-front', 'document-back'] : ['selfie'];
  const others = photos.filter(({ id }) => id !== photo.id);
  for (const kind of wanted) {
    const found = others.find((other) => other.kind === kind);
    if (found) return found;
  }
  return others[0];
}
