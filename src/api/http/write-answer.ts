import { imageTypeOf } from '../../model/photo.js';
import { ReviewError } from '../errors.js';
import type { Route } from './contract.js';
import { entityTag } from './fields.js';
import { checkAnswer } from './validate.js';
import { toProblem } from './write-problem.js';

const hasVersion = (value: unknown): value is { version: string } =>
  typeof value === 'object' && value !== null && 'version' in value;

function writeJson(route: Route, schema: Parameters<typeof checkAnswer>[0], result: unknown) {
  // What the schema does not know is dropped here: an adapter's inner fields stay inside.
  const value: unknown = checkAnswer(schema, result);
  const response = Response.json(value);
  const { answer } = route;
  if (answer.kind === 'json' && answer.entityTag && hasVersion(value)) {
    response.headers.set('etag', entityTag(value.version));
  }
  return response;
}

async function writeImage(result: unknown): Promise<Response> {
  if (!(result instanceof Blob)) throw new ReviewError('unavailable', 'The photo is no Blob.');
  const type = imageTypeOf(new Uint8Array(await result.slice(0, 12).arrayBuffer()));
  if (type === null) throw new ReviewError('unavailable', 'The photo is no JPEG, PNG or WebP.');
  return new Response(result, {
    headers: {
      'content-type': type,
      'content-length': String(result.size),
      // Opened by itself it is saved, not shown as a document of this origin.
      'content-disposition': `attachment; filename="photo.${type.slice('image/'.length)}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    },
  });
}

/** Writes what an adapter answered; what breaks the contract becomes 502 and is reported. */
export async function writeAnswer(
  route: Route,
  result: unknown,
  report: (error: unknown) => void,
): Promise<Response> {
  const { answer } = route;
  try {
    if (answer.kind === 'json') return writeJson(route, answer.schema, result);
    if (answer.kind === 'image') return await writeImage(result);
    return new Response(null, { status: answer.status });
  } catch (error) {
    report(error);
    const malformed = new ReviewError('unavailable', 'The adapter broke the contract.');
    return toProblem(malformed, { status: 502, detail: 'The backend gave a malformed answer.' });
  }
}
