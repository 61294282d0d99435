/** The backend of ACME, whose adapter docs/adapters.md shows: its own routes, statuses and bodies. */
import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import type { IncomingMessage, RequestListener } from 'node:http';
import { isReviewError, type ReviewApi, type ReviewError } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import type {
  Actor,
  ClientEdit,
  DecisionInput,
  NoteInput,
  PhotoSize,
  SessionEvent,
  SessionFilter,
  SessionQuery,
} from 'kv-review/model';
import type { ConformanceFixture } from 'kv-review/testing';
import { listen } from './http-server.ts';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly photo?: Blob;
}

const quoted = (field: string | string[] | undefined): string =>
  /^"(.+)"$/.exec(String(field))?.[1] ?? '';

/** ACME reads no body of another type, as most servers do not. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type'] !== 'application/json') throw new Error('415');
  return JSON.parse(await text(request)) as unknown;
}

function refuse({ code, details: { changes, decision } }: ReviewError): Answer {
  switch (code) {
    case 'not-found':
      return { status: 404 };
    case 'already-decided': {
      if (!decision) return { status: 500 };
      const { verdict, reasons, by, at } = decision;
      const body = { approved: verdict === 'verify', reasons, decidedBy: by, decidedAt: at };
      return { status: 409, body };
    }
    case 'conflict':
      return changes ? { status: 412, body: { changes } } : { status: 423 };
    case 'invalid':
      return { status: 422 };
    default:
      return { status: 500 };
  }
}

const changeOptions = ({ headers }: IncomingMessage) => ({
  version: quoted(headers['if-match']),
  idempotencyKey: quoted(headers['idempotency-key']),
});

/** What has changed after a place. Waits for a change for some seconds if there is none yet. */
async function findChanges(
  api: ReviewApi,
  after: string | undefined,
  seconds: number,
): Promise<Omit<SessionEvent, 'type'>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), seconds * 1000);
  const watch = api.watchSessions({ signal: stop.signal, ...(after !== undefined && { after }) });
  let latest: SessionEvent | undefined;
  try {
    for await (const event of watch) {
      latest = event;
      if (seconds === 0 || event.sessionIds.length > 0) break;
    }
  } finally {
    clearTimeout(timer);
  }
  assert.ok(latest, 'A watch begins with a snapshot.');
  const { id, sessionIds, awaiting } = latest;
  return { id, sessionIds, awaiting };
}

async function answer(api: ReviewApi, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '', 'http://acme.example');
  const [first, sessionId = '', third, photoId = ''] = url.pathname
    .slice(1)
    .split('/')
    .map(decodeURIComponent);
  const route = `${request.method} ${[first, sessionId && '{id}', third, photoId && '{id}'].filter(Boolean).join('/')}`;
  switch (route) {
    case 'GET me': {
      const { actor, company } = await api.getWorkspace();
      const user = { id: actor.id, name: actor.name, isAdmin: actor.role === 'master' };
      return { status: 200, body: { user, company } };
    }
    case 'POST search': {
      const query = (await readJson(request)) as SessionQuery;
      const { items, nextCursor } = await api.listSessions(query);
      return {
        status: 200,
        body: { rows: items, ...(nextCursor !== null && { next: nextCursor }) },
      };
    }
    case 'GET sessions/{id}':
      return { status: 200, body: await api.getSession(sessionId) };
    case 'GET sessions/{id}/photos/{id}': {
      const size = url.searchParams.get('size') as PhotoSize;
      return { status: 200, photo: await api.getPhoto(sessionId, photoId, { size }) };
    }
    case 'POST sessions/{id}/decision': {
      const input = (await readJson(request)) as DecisionInput;
      return {
        status: 200,
        body: await api.decideSession(sessionId, input, changeOptions(request)),
      };
    }
    case 'POST sessions/{id}/notes': {
      const input = (await readJson(request)) as NoteInput;
      return { status: 200, body: await api.addNote(sessionId, input, changeOptions(request)) };
    }
    case 'PATCH sessions/{id}/client': {
      const edit = (await readJson(request)) as ClientEdit;
      return { status: 200, body: await api.editClient(sessionId, edit, changeOptions(request)) };
    }
    case 'POST count':
      return {
        status: 200,
        body: await api.countSessions((await readJson(request)) as SessionFilter),
      };
    case 'GET changes': {
      const seconds = Number(url.searchParams.get('wait'));
      const after = url.searchParams.get('after') ?? undefined;
      return { status: 200, body: await findChanges(api, after, seconds) };
    }
    default:
      return { status: 404 };
  }
}

export async function startAcme({ sessions, photos, workspace }: ConformanceFixture) {
  const memory = createMemoryApi({ sessions, photos, workspace });
  const users = new Map<string, Actor>();

  async function findAnswer(request: IncomingMessage): Promise<Answer> {
    const actor = users.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
    if (!actor) return { status: 401 };
    try {
      return await answer(memory.as(actor), request);
    } catch (error) {
      return isReviewError(error) ? refuse(error) : { status: 400 };
    }
  }

  const listener: RequestListener = (request, response) => {
    void findAnswer(request).then(async ({ status, body, photo }) => {
      const type = photo?.type ?? 'application/json';
      response.writeHead(status, { 'content-type': type });
      response.end(photo ? Buffer.from(await photo.arrayBuffer()) : JSON.stringify(body));
    });
  };
  const server = await listen(listener);
  return {
    url: server.url,
    tokenFor(actor: Actor): Promise<string> {
      users.set(actor.id, actor);
      return Promise.resolve(actor.id);
    },
    stop: () => server.close(),
  };
}
