/** Draws the photos of the sample sessions on a server-side canvas. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { Photo, PhotoSize } from 'kv-review/model';
import { drawPhoto, photoDimensions, type PhotoSource } from 'kv-review/testing';

const jpegQuality = 82;

/** Font packages that together cover every script of the sample documents. */
const fonts: Readonly<Record<string, string>> = {
  'noto-sans': 'NotoSans',
  'noto-sans-arabic': 'NotoSansArabic',
  'noto-sans-armenian': 'NotoSansArmenian',
  'noto-sans-georgian': 'NotoSansGeorgian',
  'noto-sans-hebrew': 'NotoSansHebrew',
};
const weights = ['400Regular', '600SemiBold', '700Bold'];

function registerFonts(): void {
  for (const [name, file] of Object.entries(fonts)) {
    const manifest = import.meta.resolve(`@expo-google-fonts/${name}/package.json`);
    for (const weight of weights) {
      const path = join(dirname(fileURLToPath(manifest)), weight, `${file}_${weight}.ttf`);
      if (!GlobalFonts.registerFromPath(path)) throw new Error(`The font ${path} cannot be read.`);
    }
  }
}

let fontsAreRegistered = false;

/** Draws a photo as JPEG: about 100 kB, or 4 kB for a thumbnail. */
export async function renderPhoto(
  session: PhotoSource,
  photo: Photo,
  size: PhotoSize,
): Promise<Blob> {
  if (!fontsAreRegistered) registerFonts();
  fontsAreRegistered = true;
  const dimensions = photoDimensions(photo.kind, size);
  const canvas = createCanvas(dimensions.width, dimensions.height);
  drawPhoto(canvas.getContext('2d'), session, photo, dimensions);
  const bytes = await canvas.encode('jpeg', jpegQuality);
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
}
