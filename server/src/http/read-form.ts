import { ReviewError } from 'kv-review/api';
import { readBody, refusal } from 'kv-review/api/handler';

const type = 'multipart/form-data';

/** The longest header of a part, in bytes. */
const maxHeaderSize = 8 * 1024;

export interface FormLimits {
  /** In bytes. */
  readonly maxSize: number;
  readonly maxParts: number;
}

/**
 * Reads a form. Its parts are counted first: the parser takes the event loop for seconds when a body
 * of allowed length has a million parts, or a part has megabytes of header.
 * @throws Refusal 413 or 400; ReviewError `invalid` for too many parts
 */
export async function readForm(
  request: Request,
  { maxSize, maxParts }: FormLimits,
): Promise<FormData> {
  const boundary = readBoundary(request.headers.get('content-type') ?? '');
  if (boundary === undefined) {
    throw refusal({ status: 400, detail: `The media type ${type} has no valid boundary.` });
  }
  // As it was read here, so that the parser finds the parts that were counted.
  const headers = { 'content-type': `${type}; boundary="${boundary}"` };
  const form = await readBody(
    request,
    maxSize,
    async (bytes): Promise<FormData | string> =>
      findExcess(bytes, boundary, maxParts) ?? (await new Response(bytes, { headers }).formData()),
    type,
  );
  if (typeof form !== 'string') return form;
  const parts = [{ pointer: '', message: form }];
  throw new ReviewError('invalid', 'The upload is not valid.', { parts });
}

/** The boundary of the parts (RFC 2046, 5.1.1); `undefined` unless there is exactly one valid one. */
function readBoundary(contentType: string): string | undefined {
  const [first, ...others] = contentType.matchAll(/;\s*boundary=(?:"([^"]*)"|([^;]*))/gi);
  const boundary = first?.[1] ?? first?.[2]?.trim();
  const isValid = boundary !== undefined && /^[\w'()+,./:=?-]{1,70}$/.test(boundary);
  return isValid && others.length === 0 ? boundary : undefined;
}

/** What a body has too much of. */
function findExcess(bytes: Uint8Array, boundary: string, maxParts: number): string | undefined {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = `--${boundary}`;
  let count = 0;
  for (
    let start = body.indexOf(delimiter);
    start !== -1;
    start = body.indexOf(delimiter, start + delimiter.length)
  ) {
    const header = body.subarray(start + delimiter.length, start + maxHeaderSize);
    if (header.toString('latin1', 0, 2) === '--') break;
    count += 1;
    if (count > maxParts) return `more than ${maxParts} parts`;
    if (!header.includes('\r\n\r\n'))
      return `a part has a header of more than ${maxHeaderSize} bytes`;
  }
  return undefined;
}
