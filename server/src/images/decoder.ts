import sharp, { type Sharp } from 'sharp';

/**
 * The one way to libvips in this process: its three decoders that read what `imageTypeOf` lets in.
 * Without this it would try all it has, SVG and PDF among them, and the gain maps of Ultra HDR.
 */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
// Pictures of people are not kept in memory for later.
sharp.cache(false);
// One thread an image: the queue runs several images.
sharp.concurrency(1);

/** Seconds of work on one image, after which a file made to be slow is given up. */
const maxSeconds = 30;

/** Begins to decode; nothing of what is written in the end holds any metadata. */
export function decode(
  bytes: Uint8Array,
  options: { maxPixels: number; failOn: 'warning' | 'error' },
): Sharp {
  return sharp(bytes, {
    limitInputPixels: options.maxPixels,
    failOn: options.failOn,
    autoOrient: true,
  }).timeout({ seconds: maxSeconds });
}

export interface ImageHeader {
  /** Pixels, before the orientation of EXIF is applied. */
  width: number;
  height: number;
  isAnimated: boolean;
  /** Of a JPEG, such as `4:2:0`. */
  chromaSubsampling: string | undefined;
}

/** What the header declares; no pixel is decoded. */
export async function readHeader(bytes: Uint8Array): Promise<ImageHeader> {
  const header = await sharp(bytes, { limitInputPixels: false }).metadata();
  return {
    width: header.width,
    height: header.height,
    isAnimated: (header.pages ?? 1) > 1,
    chromaSubsampling: header.chromaSubsampling,
  };
}
