import { lookUp, type Open } from '../model/known.js';
import type { PhotoKind } from '../model/photo.js';

const classes: Readonly<Record<PhotoKind, string>> = {
  selfie: 'selfie',
  'document-front': 'document-front',
  'document-back': 'document-back',
};

/**
 * The CSS class of a photo's kind. An unknown kind has none, so that the backend cannot choose a
 * class.
 */
export const photoClass = (kind: Open<PhotoKind>): string => lookUp(classes, kind) ?? '';
