import sharp, { type Sharp } from 'sharp';

/**
 * The only access to libvips in this process, limited to the decoders of the types that `imageTypeOf`
 * accepts. Otherwise it would try all its decoders, including SVG, PDF and the gain maps of Ultra HDR.
 */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
// No cache: photos of people must not stay in memory.
sharp.cache(false);
// One thread an image: several processes decode at once.
sharp.concurrency(1);

/** Begins to decode. The output has no metadata. */
export function decode(
  bytes: Uint8Array,
  options: { maxPixels: number; failOn: 'warning' | 'error' },
): Sharp {
  return sharp(bytes, {
    limitInputPixels: options.maxPixels,
    failOn: options.failOn,
    autoOrient: true,
  });
}

export interface ImageHeader {
  /** Pixels, before the orientation of EXIF is applied. */
  width: number;
  height: number;
  isAnimated: boolean;
  /** Only for JPEG, such as `4:2:0`. */
  chromaSubsampling: string | undefined;
}

/** Reads the header without decoding pixels. */
export async function readHeader(bytes: Uint8Array): Promise<ImageHeader> {
  const header = await sharp(bytes, { limitInputPixels: false }).metadata();
  return {
    width: header.width,
    height: header.height,
    isAnimated: (header.pages ?? 1) > 1,
    chromaSubsampling: header.chromaSubsampling,
  };
}
