import { createHash } from 'node:crypto';

import type { ObjectKey } from './object-store.ts';

/** Of every object's name; no segment has a dot, so that no object is named as what is below it. */
export const objectExtension = '.object';

/** The segments as names; a folder below which objects are, or with the extension an object. */
export const encodeKey = (key: ObjectKey): string[] => key.map(encodeSegment);

/** Four of them and two folders above stay below the 1,024 bytes that S3 allows a key. */
const maxLength = 160;

/** Names that Windows gives to devices, with any extension. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Would become the replacement character in UTF-8, each like the other. */
const loneSurrogate = /\p{Surrogate}/u;

/**
 * A segment of a key as the name of a file or folder: `a-z`, `0-9`, `_`, `-`, and all else as
 * `%xx` of its UTF-8 bytes, so that neither case nor Unicode normalisation makes two names one. A
 * text that is too long for a name, or no Unicode, becomes `~` and its SHA-256.
 */
function encodeSegment(segment: string): string {
  if (segment === '') return '~';
  if (segment.length > maxLength || loneSurrogate.test(segment)) return hashed(segment);
  const name = deviceName.test(segment)
    ? percentEncode(segment.slice(0, 1)) + segment.slice(1)
    : segment.replaceAll(/[^a-z0-9_-]+/g, percentEncode);
  return name.length > maxLength ? hashed(segment) : name;
}

const percentEncode = (text: string): string =>
  Buffer.from(text, 'utf8').toString('hex').replaceAll(/../g, '%$&');

const hashed = (segment: string): string =>
  `~${createHash('sha256').update(segment, 'utf16le').digest('hex')}`;
