import { ReviewError } from 'kv-review/api';
import { checkRequest } from 'kv-review/api/handler';

import { createQueue } from '../images/queue.ts';
import type { AttemptPlace, Ingest, Upload } from '../ingest/ingest.ts';
import { evidence, maxPhotos, photoKinds } from '../ingest/requests.ts';
import { ingestOperations } from './operations/ingest.ts';
import { maxJsonSize } from './problem.ts';
import { readForm } from './read-form.ts';
import type { Serve } from './serve.ts';

/** Photos of a phone's camera with the evidence, and one part more, so that its name is in the error. */
const formLimits = { maxSize: 64 * 1024 * 1024, maxParts: maxPhotos + 2 };

/** The most uploads of a company that are in memory, and that wait to be read. */
const uploadLimits = { width: Infinity, widthPerOwner: 4, maxWaiting: 60 };

/** The routes to which a company's own server sends its clients' sessions. */
export function addIngestRoutes(serve: Serve, ingest: Ingest): void {
  const uploads = createQueue(uploadLimits);

  serve(ingestOperations, {
    async createSession({ by, input, idempotencyKey }) {
      const state = await ingest.createSession(by, input, idempotencyKey);
      return { content: state, location: locationOf(state.id) };
    },

    async startAttempt({ by, ids: { sessionId }, input, idempotencyKey }) {
      const state = await ingest.startAttempt(by, sessionId, input, idempotencyKey);
      const location = `${locationOf(sessionId)}/attempts/${state.attemptCount}`;
      return { content: state, location };
    },

    async storeEvidence({ by, ids, request }) {
      const place = placeOf(ids);
      const content = await uploads(by.companyId, async () => {
        const form = await readForm(request, formLimits);
        return ingest.storeEvidence(by, place, readEvidence(form), await readUploads(form));
      });
      return { content };
    },

    finishAttempt: async ({ by, ids }) => ({
      content: await ingest.finishAttempt(by, placeOf(ids)),
    }),
  });
}

const locationOf = (sessionId: string): string => `/v1/sessions/${encodeURIComponent(sessionId)}`;

const invalid = (pointer: string, message: string): ReviewError =>
  new ReviewError('invalid', 'The upload is not valid.', { parts: [{ pointer, message }] });

/** @throws ReviewError `not-found` for a text that is not the number of an attempt. */
function placeOf({
  sessionId,
  attempt,
}: Readonly<Record<'sessionId' | 'attempt', string>>): AttemptPlace {
  if (!/^[1-9]\d{0,8}$/.test(attempt)) {
    throw new ReviewError('not-found', 'The attempt does not exist.');
  }
  return { sessionId, attempt: Number(attempt) };
}

function readEvidence(form: FormData) {
  const parts = form.getAll('evidence');
  const [text] = parts;
  if (parts.length !== 1 || typeof text !== 'string') {
    throw invalid('/evidence', 'expected one part of JSON');
  }
  if (Buffer.byteLength(text) > maxJsonSize) {
    throw invalid('/evidence', `more than ${maxJsonSize} bytes`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('/evidence', 'expected JSON');
  }
  return checkRequest(evidence, value);
}

/** The photos: every part except `evidence`, named by its kind. File names are ignored. */
async function readUploads(form: FormData): Promise<Upload[]> {
  const uploads: Upload[] = [];
  for (const [name, part] of form) {
    if (name === 'evidence') continue;
    const kind = photoKinds.find((known) => known === name);
    const pointer = `/${kind ?? 'part'}`;
    if (!kind || typeof part === 'string') {
      throw invalid(pointer, `expected photos in parts named ${photoKinds.join(', ')}`);
    }
    if (uploads.length === maxPhotos) throw invalid(pointer, `more than ${maxPhotos} photos`);
    uploads.push({ kind, pointer, bytes: new Uint8Array(await part.arrayBuffer()) });
  }
  return uploads;
}
