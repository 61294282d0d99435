import type { Photo, PhotoSize } from '../../model/photo.js';
import { drawPhoto, photoDimensions, type PhotoSource } from './drawing/photo.js';

const jpeg = { type: 'image/jpeg', quality: 0.82 };

/**
 * The bytes of a picture of a sample session, drawn on the page's or the worker's own canvas.
 * @throws {Error} If there is no canvas, as in plain Node. Pass one to `drawPhoto` there.
 */
export async function samplePhoto(
  session: PhotoSource,
  photo: Photo,
  size: PhotoSize = 'full',
): Promise<Blob> {
  const dimensions = photoDimensions(photo.kind, size);
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(dimensions.width, dimensions.height);
    drawPhoto(requireContext(canvas.getContext('2d')), session, photo, dimensions);
    return canvas.convertToBlob(jpeg);
  }
  if (typeof document === 'undefined')
    throw new Error('This environment has no canvas. Pass one to drawPhoto.');
  const canvas = Object.assign(document.createElement('canvas'), dimensions);
  drawPhoto(requireContext(canvas.getContext('2d')), session, photo, dimensions);
  return new Promise((resolve, reject) => {
    const settle = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error('The canvas gave no picture.'));
    canvas.toBlob(settle, jpeg.type, jpeg.quality);
  });
}

function requireContext<T>(context: T | null): T {
  if (context === null) throw new Error('The canvas has no 2D context.');
  return context;
}
