import type { Photo } from '../../model/photo.js';

/**
 * The photo to compare another one with: for a selfie a document, its front before its back; for a
 * document a selfie.
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
