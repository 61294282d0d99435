import * as v from 'valibot';

import { open } from './open.js';
import { identifier } from './primitives.js';

export { imageTypeOf, recognizeImage, type ImageType } from './image-type.js';

export const photoKind = v.picklist(['selfie', 'document-front', 'document-back']);
export type PhotoKind = v.InferOutput<typeof photoKind>;

/** A photo taken during the verification; its bytes come from `ReviewApi.getPhoto`. */
export const photo = v.object({ id: identifier, kind: open(photoKind) });
export type Photo = v.InferOutput<typeof photo>;

export const photoSize = v.picklist(['thumbnail', 'full']);
/** `thumbnail` fits a list row (about 96 px on its longer side); `full` is as stored. */
export type PhotoSize = v.InferOutput<typeof photoSize>;

/** Names a photo within the company. */
export const photoReference = v.strictObject({ sessionId: identifier, photoId: identifier });
export type PhotoReference = v.InferOutput<typeof photoReference>;

/** The most photos in one `ThumbnailQuery`. */
export const maxThumbnails = 100;

/** The photos whose thumbnails are read in one request. */
export const thumbnailQuery = v.object({
  photos: v.pipe(v.array(photoReference), v.maxLength(maxThumbnails), v.readonly()),
});
export type ThumbnailQuery = v.InferOutput<typeof thumbnailQuery>;
