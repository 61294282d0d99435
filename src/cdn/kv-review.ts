/** The file for pages without a bundler: registers every element, and exports what a page scripts. */
import '../all.js';

import type { Photo, PhotoSize, Session } from '../model/index.js';

export * from '../index.js';
export { createReviewApi, ReviewError } from '../api/index.js';
export { createHttpApi } from '../api/http/index.js';
export { createMemoryApi } from '../api/memory/index.js';

/**
 * Draws a picture of a sample session. What draws loads with the first picture, because a page with
 * photos of its own never needs it.
 */
export async function samplePhoto(session: Session, photo: Photo, size?: PhotoSize): Promise<Blob> {
  const { samplePhoto: draw } = await import('../testing/sample/photos.js');
  return draw(session, photo, size);
}
