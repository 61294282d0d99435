import { maxLogoSize } from '../model/branding.js';
import { recognizeImage } from '../model/image-type.js';
import { invalid } from './check.js';

/**
 * Checks the logo that a user saves, for backends.
 * @returns the logo with the type that its bytes show
 * @throws ReviewError `invalid` when it is too large, or not a JPEG, PNG or WebP
 */
export async function checkLogo(input: unknown): Promise<Blob> {
  const isSmall = input instanceof Blob && input.size <= maxLogoSize;
  const image = isSmall ? await recognizeImage(input) : null;
  if (image) return image;
  const message = `expected a JPEG, PNG or WebP of at most ${maxLogoSize} bytes`;
  throw invalid('The logo cannot be saved.', [{ pointer: '', message }]);
}
