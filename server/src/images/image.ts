/** Photos before and after they are encoded again, as the server and its decoders exchange them. */
import type { ImageType } from 'kv-review/model';
import * as v from 'valibot';

const imageType = v.picklist(['image/jpeg', 'image/png', 'image/webp'] satisfies ImageType[]);

export interface PixelLimits {
  /** Width times height. Re-encoding takes about six bytes of memory a pixel. */
  readonly maxPixels: number;
  /** Of the longer side: an image of few columns takes as long, and some decoders need whole rows. */
  readonly maxSide: number;
  /** How many times as long as the shorter side the longer one may be. */
  readonly maxRatio: number;
}

const limits = v.object({ maxPixels: v.number(), maxSide: v.number(), maxRatio: v.number() });

export const imageRequest = v.object({
  bytes: v.instance(Uint8Array),
  type: imageType,
  limits,
  keepsTransparency: v.boolean(),
});
export interface ImageRequest {
  readonly bytes: Uint8Array;
  readonly type: ImageType;
  readonly limits: PixelLimits;
  /** Whether transparent parts stay so. Otherwise they become white. */
  readonly keepsTransparency: boolean;
}

const encodedImage = v.object({
  bytes: v.instance(Uint8Array<ArrayBuffer>),
  contentType: imageType,
  /** Pixels. */
  width: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  height: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
export type EncodedImage = v.InferOutput<typeof encodedImage>;

export const preparedImage = v.object({
  /** In its original size, upright, in sRGB. */
  full: encodedImage,
  /** See `PhotoSize`. */
  thumbnail: encodedImage,
});
export type PreparedImage = v.InferOutput<typeof preparedImage>;

/** A decoder's answer. It is checked, because a malicious file could take over the decoder. */
export const imageAnswer = v.variant('is', [
  v.object({ is: v.literal('prepared'), image: preparedImage }),
  v.object({ is: v.literal('refused'), message: v.pipe(v.string(), v.maxLength(200)) }),
]);
export type ImageAnswer = v.InferOutput<typeof imageAnswer>;
