import { createHash } from 'node:crypto';

import type { ObjectKey } from './object-store.ts';

/** The extension of every object. No segment contains a dot, so an object never has the name of a folder. */
export const objectExtension = '.object';

/** The segments as names of a folder of objects or, with the extension, of an object. */
export const encodeKey = (key: ObjectKey): string[] => key.map(encodeSegment);

/** So that four segments and two parent folders stay below 1,024 bytes, the limit of a key in S3. */
const maxLength = 160;

/** Windows reserves these names for devices, with any extension. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** UTF-8 would replace all of these with the same character. */
const loneSurrogate = /\p{Surrogate}/u;

/**
 * A segment of a key as the name of a file or folder. `a-z`, `0-9`, `_` and `-` stay; other characters
 * become `%xx` for each UTF-8 byte, so that case and Unicode normalisation cannot make two names equal.
 * A text that is too long, or not valid Unicode, becomes `~` and its SHA-256.
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
