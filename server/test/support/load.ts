/** Many concurrent clients and agents of one company, which track what the server acknowledged. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { isReviewError, ReviewError } from 'kv-review/api';
import { createHttpApi } from 'kv-review/api/http';
import type { Role, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import sharp from 'sharp';

import { openDatabase, type DatabaseLocation } from '../../src/database/index.ts';
import { addApiKey, createCompany } from '../../src/store/companies.ts';
import { seedSessions } from '../../src/store/seed.ts';
import type { ServerEnvironment } from './server-process.ts';

export const loadCompany = 'acme';

/** The photos of each client's attempt. */
export const photoKinds = ['selfie', 'document-front'] as const;

/** The steps of a client, in their order. */
export const clientSteps = ['nothing', 'created', 'started', 'stored', 'finished'] as const;

export interface Client {
  readonly id: string;
  /** The last step that was acknowledged. */
  acknowledged: (typeof clientSteps)[number];
  /** A step got no answer, so it may have been done or not. */
  isAbandoned: boolean;
}

export interface LoadOptions {
  /** Sessions that await a decision at the start. */
  readonly decisions: number;
  /** The number of clients that go through a session. */
  readonly clients: number;
}

export interface RunOptions {
  /** The URL for the next request. */
  readonly url: () => string;
  /** Returns true when no more requests may be sent. */
  readonly isOver: () => boolean;
  /** Whether a request without an answer is repeated, with the same key. */
  readonly retries: boolean;
  /** Called for each acknowledged request with their number in all runs. */
  readonly onAcknowledged?: (count: number) => void;
}

export interface Load {
  /** The environment of the server, without its database and folder. */
  readonly env: ServerEnvironment;
  readonly secret: string;
  readonly apiKey: string;
  /** The progress of each client. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** The note of each decision to make, by session. `decided` has the acknowledged ones. */
  readonly notes: ReadonlyMap<string, string>;
  readonly decided: ReadonlySet<string>;
  readonly clients: readonly Client[];
  /** Sends all decisions and steps that are left, until all are done or `isOver`. */
  run(options: RunOptions): Promise<void>;
}

/** Creates the company in an empty database, with sessions that await action. */
export async function prepareLoad(
  location: DatabaseLocation,
  { decisions, clients: clientCount }: LoadOptions,
): Promise<Load> {
  const samples = sampleSessions({ count: 15 * decisions, seed: 'load', now: new Date() });
  const awaiting = samples.filter(({ status }) => status === 'awaiting').slice(0, decisions);
  assert.equal(awaiting.length, decisions, 'the samples have enough sessions');
  const apiKey = await seed(location, awaiting);

  const evidence = evidenceOf(awaiting);
  const picture = await sharp({
    create: { width: 320, height: 200, channels: 3, background: 'teal' },
  })
    .jpeg()
    .toBuffer();
  const notes = new Map(awaiting.map(({ id }) => [id, `Note of ${id}`]));
  const decided = new Set<string>();
  const clients = Array.from({ length: clientCount }, (_, index): Client => {
    return { id: `client-${index}`, acknowledged: 'nothing', isAbandoned: false };
  });
  let count = 0;

  /** `undefined` when there was no answer. */
  async function ask<T>(request: () => Promise<T>, options: RunOptions): Promise<T | undefined> {
    const { isOver, retries, onAcknowledged } = options;
    while (!isOver()) {
      try {
        const answer = await request();
        count += 1;
        onAcknowledged?.(count);
        return answer;
      } catch (error) {
        if (!isUnanswered(error) || (!retries && !isOver())) throw error;
      }
    }
    return undefined;
  }

  async function decide(token: string, id: string, note: string, options: RunOptions) {
    const session = await ask(() => {
      const api = createHttpApi({ baseUrl: options.url(), getToken: () => token });
      const intent = { version: '1', idempotencyKey: `decide-${id}` };
      return api.decideSession(id, { verdict: 'verify', note }, intent);
    }, options);
    if (!session) return;
    assert.equal(session.status, 'success');
    decided.add(id);
  }

  async function goThrough(client: Client, options: RunOptions): Promise<void> {
    if (options.isOver()) return;
    const path = `/v1/sessions/${client.id}`;
    const form = new FormData();
    form.set('evidence', JSON.stringify(evidence));
    for (const kind of photoKinds) form.append(kind, new Blob([new Uint8Array(picture)]));
    const requests = [
      ['created', '/v1/sessions', { method: 'POST', body: JSON.stringify({ id: client.id }) }],
      ['started', `${path}/attempts`, { method: 'POST', body: '{}' }],
      ['stored', `${path}/attempts/1/evidence`, { method: 'PUT', body: form }],
      ['finished', `${path}/attempts/1/finish`, { method: 'POST' }],
    ] as const;
    for (const [step, to, init] of requests) {
      const request = { ...init, headers: { 'idempotency-key': `"${step}-${client.id}"` } };
      const response = await ask(() => reach(options.url(), to, apiKey, request), options);
      if (!response) {
        client.isAbandoned = true;
        return;
      }
      assert.ok(response.ok, `${step}: ${response.status}`);
      client.acknowledged = step;
    }
  }

  return {
    env: {
      KV_TOKEN_SECRETS: `k1:${secret}`,
      KV_ACTIVITY_KEYS: `a1:${secret}`,
      KV_HOOK_KEYS: `h1:${secret}`,
      KV_REQUESTS_PER_MINUTE: '0',
    },
    ...{ secret, apiKey, evidence, notes, decided, clients },
    async run(options) {
      const token = await signIn(options.url(), apiKey, 'agent');
      const undecided = [...notes].filter(([id]) => !decided.has(id));
      const waiting = clients.filter(
        ({ acknowledged, isAbandoned }) => acknowledged === 'nothing' && !isAbandoned,
      );
      await Promise.all([
        inTurn(8, undecided, ([id, note]) => decide(token, id, note, options)),
        inTurn(4, waiting, (client) => goThrough(client, options)),
      ]);
    },
  };
}

const secret = randomBytes(48).toString('base64');

/** @returns an API key of the company. */
async function seed(location: DatabaseLocation, sessions: readonly Session[]): Promise<string> {
  const database = await openDatabase(location);
  try {
    await createCompany(database, { id: loadCompany, name: 'Acme' });
    await seedSessions(database, loadCompany, sessions.map(withoutPhotos));
    return (await addApiKey(database, loadCompany, 'load')).text;
  } finally {
    await database.close();
  }
}

/** Photos of samples have no bytes. */
const withoutPhotos = (session: Session): Session => ({
  ...session,
  selfie: null,
  notes: [],
  attempts: session.attempts.map((attempt) => ({ ...attempt, photos: [] })),
});

/** The evidence of a client whose session awaits action. */
function evidenceOf(awaiting: readonly Session[]) {
  const attempt = awaiting.find(({ attempts }) => attempts.length > 0)?.attempts[0];
  assert.ok(attempt);
  const { documentType, mrz, front, back, faceMatch, spoof } = attempt;
  const { livenessPassed, livenessFinished, documentFinished } = attempt;
  const flags = { livenessPassed, livenessFinished, documentFinished };
  return { documentType, mrz, front, back, faceMatch, spoof, ...flags };
}

/**
 * Sends a request.
 * @throws ReviewError `unavailable` when the backend does not answer.
 */
export async function reach(
  url: string,
  path: string,
  credentials: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${credentials}`);
  if (typeof init.body === 'string') headers.set('content-type', 'application/json');
  let response: Response;
  try {
    const answer = await fetch(new URL(path, url), { ...init, headers });
    response = new Response(await answer.arrayBuffer(), answer);
  } catch (cause) {
    throw new ReviewError('unavailable', 'The server did not answer.', { cause });
  }
  if (response.status >= 500) throw new ReviewError('unavailable', `${response.status}`);
  return response;
}

/** Requests a token as the company's own server does. */
export async function signIn(url: string, apiKey: string, role: Role): Promise<string> {
  const body = JSON.stringify({ userId: role, name: `The ${role}`, role });
  const response = await reach(url, '/v1/tokens', apiKey, { method: 'POST', body });
  return ((await response.json()) as { token: string }).token;
}

const isUnanswered = (error: unknown): boolean =>
  isReviewError(error) && (error.code === 'unavailable' || error.code === 'timeout');

/** Works on several items at a time. */
export async function inTurn<T>(
  width: number,
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = Iterator.from(items);
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
