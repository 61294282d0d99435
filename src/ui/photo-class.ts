import { lookUp, type Open } from '../model/known.js';
import type { PhotoKind } from '../model/photo.js';

const classes: Readonly<Record<PhotoKind, string>> = {
  selfie: 'selfie',
  'document-front': 'document-front',
  'document-back': 'document-back',
};

/** The class for a kind of photo. An unknown kind has none, since the backend must not choose one. */
export const photoClass = (kind: Open<PhotoKind>): string => lookUp(classes, kind) ?? '';
