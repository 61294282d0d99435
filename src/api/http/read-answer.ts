import { recognizeImage } from '../../model/image-type.js';
import type { ReviewError } from '../errors.js';
import { mediaType } from './fields.js';
import { answerTypes } from './media-types.js';
import { malformed, readLimited, readError, readImage, readJson } from './read-response.js';
import type { Message } from './write-message.js';

/** The largest answers that are read, in bytes. */
export interface AnswerLimits {
  readonly json: number;
  readonly image: number;
}

/** Makes the error of an answer that is not a success. */
export async function readFailure(
  { operation }: Message,
  response: Response,
  { json }: AnswerLimits,
): Promise<ReviewError> {
  const error = await readError(response, json);
  // The path has no id that could be unknown, so it is the backend that is missing.
  return error.code === 'not-found' && !operation.path.includes('{')
    ? malformed('No backend serves the HTTP contract at baseUrl.')
    : error;
}

async function readImages(response: Response, limit: number): Promise<(Blob | null)[]> {
  const type = response.headers.get('content-type') ?? '';
  const bytes = await readLimited(response, limit);
  let parts: FormDataEntryValue[];
  try {
    parts = (await new Response(bytes, { headers: { 'content-type': type } }).formData()).getAll(
      'image',
    );
  } catch {
    throw malformed('The answer is not multipart/form-data.');
  }
  return Promise.all(
    parts.map(async (part) => (part instanceof Blob ? recognizeImage(part) : null)),
  );
}

/** The answer as it arrives. */
export interface StreamedAnswer {
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

function openStream(
  answer: 'csv' | 'events' | 'progress',
  { headers, body }: Response,
): StreamedAnswer {
  const [type] = answerTypes[answer];
  if (mediaType(headers) !== type || !body) throw malformed(`The answer is not ${type}.`);
  return { headers, body };
}

/**
 * Reads and checks the success of a backend. What a stream contains is not checked here.
 * @throws ReviewError, or the error of the body's stream
 */
export async function readAnswer(
  { operation: { answer }, checks }: Message,
  response: Response,
  limits: AnswerLimits,
): Promise<unknown> {
  if (response.status !== (answer === 'empty' ? 204 : 200)) {
    throw malformed(`The backend answered ${response.status}.`);
  }
  switch (answer) {
    case 'json':
      return checks.answer(await readJson(response, limits.json));
    case 'image':
      return readImage(response, limits.image);
    case 'images':
      return readImages(response, limits.image);
    case 'csv':
    case 'events':
    case 'progress':
      return openStream(answer, response);
    case 'empty':
      return undefined;
  }
}
