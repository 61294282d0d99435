import * as v from 'valibot';

import { open } from './open.js';
import { identifier } from './primitives.js';

export { imageTypeOf, type ImageType } from './image-type.js';

export const photoKind = v.picklist(['selfie', 'document-front', 'document-back']);
export type PhotoKind = v.InferOutput<typeof photoKind>;

/** A photo taken during the verification; its bytes come from `ReviewApi.getPhoto`. */
export const photo = v.object({ id: identifier, kind: open(photoKind) });
export type Photo = v.InferOutput<typeof photo>;

export const photoSize = v.picklist(['thumbnail', 'full']);
/** `thumbnail` fits a list row (about 96 px on its longer side); `full` is as stored. */
export type PhotoSize = v.InferOutput<typeof photoSize>;
