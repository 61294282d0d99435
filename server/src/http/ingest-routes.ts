import { ReviewError } from 'kv-review/api';
import { changeHeaders, checkRequest, readBytes, TooLargeError } from 'kv-review/api/handler';
import * as v from 'valibot';

import { createQueue, type Queue } from '../images/queue.ts';
import type { AttemptPlace, Ingest, Sender, Upload } from '../ingest/ingest.ts';
import { evidence, maxPhotos, newAttempt, newSession, photoKinds } from '../ingest/requests.ts';
import type { App, AppContext } from './app.ts';
import type { Gate } from './gate.ts';
import { maxJsonSize, readJson } from './problem.ts';

/** Of one upload: photos of a telephone's camera, and room for the rest. */
const maxUploadSize = 64 * 1024 * 1024;

/** Uploads of one company that are in memory at once, and those that wait before they are read. */
const uploadsAtOnce = { width: 4, maxWaiting: 60 };

/** Where a company's own backend sends its clients' sessions. */
export function addIngestRoutes(app: App, gate: Gate, ingest: Ingest): void {
  async function admit(context: AppContext): Promise<Sender> {
    const { facts } = context.var;
    const admission = await gate.admitCompany(context.req.raw, facts.address);
    facts.admission = admission;
    return admission;
  }

  const uploads = new Map<string, Queue>();

  function uploadsOf({ companyId }: Sender): Queue {
    const queue = uploads.get(companyId) ?? createQueue(uploadsAtOnce);
    uploads.set(companyId, queue);
    return queue;
  }

  app.post('/v1/sessions', async (context) => {
    const sender = await admit(context);
    const key = readKey(context.req.raw);
    const input = await readJson(context.req.raw, newSession);
    const state = await ingest.createSession(sender, input, key);
    const location = `/v1/sessions/${encodeURIComponent(state.id)}`;
    return context.json(state, 201, { location });
  });

  app.post('/v1/sessions/:session/attempts', async (context) => {
    const sender = await admit(context);
    const id = context.req.param('session');
    const key = readKey(context.req.raw);
    const input = await readJson(context.req.raw, newAttempt);
    const state = await ingest.startAttempt(sender, id, input, key);
    const location = `/v1/sessions/${encodeURIComponent(id)}/attempts/${state.attemptCount}`;
    return context.json(state, 201, { location });
  });

  app.put('/v1/sessions/:session/attempts/:attempt/evidence', async (context) => {
    const sender = await admit(context);
    const place = placeOf(context);
    const state = await uploadsOf(sender)(async () => {
      const form = await readForm(context.req.raw);
      return ingest.storeEvidence(sender, place, readEvidence(form), await readUploads(form));
    });
    return context.json(state);
  });

  app.post('/v1/sessions/:session/attempts/:attempt/finish', async (context) => {
    const sender = await admit(context);
    return context.json(await ingest.finishAttempt(sender, placeOf(context)));
  });
}

const invalid = (pointer: string, message: string): ReviewError =>
  new ReviewError('invalid', 'The upload is not valid.', { parts: [{ pointer, message }] });

/** @throws ReviewError `not-found` for what is no number of an attempt. */
function placeOf(context: AppContext): AttemptPlace {
  const sessionId = context.req.param('session') ?? '';
  const attempt = context.req.param('attempt') ?? '';
  if (!/^[1-9]\d{0,8}$/.test(attempt)) throw new ReviewError('not-found', 'No such attempt.');
  return { sessionId, attempt: Number(attempt) };
}

const keyField = changeHeaders['idempotency-key'];

/** The text of `Idempotency-Key`, written as in the contract; here it may be left out. */
function readKey({ headers }: Request): string | undefined {
  const fields = { 'idempotency-key': headers.get('idempotency-key') ?? undefined };
  const schema = v.object({ 'idempotency-key': v.optional(keyField) });
  const checked = checkRequest(schema, fields, 'parameters');
  return checked['idempotency-key']?.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

async function readForm(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  try {
    const bytes = await readBytes(request, maxUploadSize);
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch (error) {
    const isTooLarge = error instanceof TooLargeError;
    throw invalid(
      '',
      isTooLarge ? `more than ${maxUploadSize} bytes` : 'expected multipart/form-data',
    );
  }
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

/** The photos: every part but `evidence`, named by its kind. Names of files are not looked at. */
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
