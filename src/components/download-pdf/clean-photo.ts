import { imageTypeOf } from '../../model/image-type.js';

/** In pixels; more than a printed page shows. */
const longestSide = 1600;

const jpeg = { type: 'image/jpeg', quality: 0.88 } as const;

/**
 * Redraws a photo, which removes all metadata such as EXIF, XMP and the location. Resolves to
 * `null` if the file is not an image or cannot be drawn.
 */
export async function cleanPhoto(photo: Blob): Promise<Uint8Array | null> {
  const type = imageTypeOf(new Uint8Array(await photo.slice(0, 12).arrayBuffer()));
  if (!type) return null;
  const picture = await createImageBitmap(new Blob([photo], { type })).catch(() => null);
  if (!picture) return null;
  try {
    return await drawAgain(picture);
  } finally {
    picture.close();
  }
}

async function drawAgain(picture: ImageBitmap): Promise<Uint8Array | null> {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (!context) return null;
  // Transparent areas would be black in a JPEG.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, jpeg.type, jpeg.quality);
  });
  return blob && new Uint8Array(await blob.arrayBuffer());
}
