import { checkId } from '../path.js';

const encodeSegment = (segment: unknown): string => `/${encodeURIComponent(checkId(segment))}`;

/**
 * The URL of a path below `base`. Each segment is encoded, so that no id can lead elsewhere.
 * @throws ReviewError `not-found` for a segment that a URL cannot contain, such as `..`
 */
export function urlBelow(base: URL, segments: readonly unknown[]): URL {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/$/, '') + segments.map(encodeSegment).join('');
  return url;
}

/** Writes a body: bytes as they are, anything else as JSON. */
export function writeBody(value: unknown, headers: Headers, type: string): string | Blob {
  const isBlob = value instanceof Blob;
  headers.set('content-type', isBlob ? value.type || 'application/octet-stream' : type);
  return isBlob ? value : JSON.stringify(value);
}
