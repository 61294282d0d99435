/** Clients and agents of one company, many at once, who know what the server acknowledged. */
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

/** Of each client's attempt. */
export const photoKinds = ['selfie', 'document-front'] as const;

/** The steps of a client, in their order. */
export const clientSteps = ['nothing', 'created', 'started', 'stored', 'finished'] as const;

export interface Client {
  readonly id: string;
  /** The last step that was acknowledged. */
  acknowledged: (typeof clientSteps)[number];
  /** A step found no answer: whether it was done is not known. */
  isAbandoned: boolean;
}

export interface LoadOptions {
  /** Sessions that await a decision at the start. */
  readonly decisions: number;
  /** Clients that go through a session of their own. */
  readonly clients: number;
}

export interface RunOptions {
  /** Where the next request is sent. */
  readonly url: () => string;
  /** True as soon as nobody is to be asked any more. */
  readonly isOver: () => boolean;
  /** Whether a request that found no answer is sent again, with the same key. */
  readonly retries: boolean;
  /** Told of each request that was acknowledged, how many there were in all runs. */
  readonly onAcknowledged?: (count: number) => void;
}

export interface Load {
  /** What the server's process needs besides its database and its folder. */
  readonly env: ServerEnvironment;
  readonly secret: string;
  readonly apiKey: string;
  /** What clients send of themselves. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** The note of each decision to be made, by session; those acknowledged are in `decided`. */
  readonly notes: ReadonlyMap<string, string>;
  readonly decided: ReadonlySet<string>;
  readonly clients: readonly Client[];
  /** Decides and sends what has not been yet, until all is done or over. */
  run(options: RunOptions): Promise<void>;
}

/** Makes the company, with sessions that await a decision, in an empty database. */
export async function prepareLoad(
  location: DatabaseLocation,
  { decisions, clients: clientCount }: LoadOptions,
): Promise<Load> {
  const samples = sampleSessions({ count: 15 * decisions, seed: 'load', now: new Date() });
  const awaiting = samples.filter(({ status }) => status === 'awaiting').slice(0, decisions);
  assert.equal(awaiting.length, decisions, 'the samples hold enough sessions');
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

/** What a capture service sends of a client whom an agent has to look at. */
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
 * @throws ReviewError `unavailable` when there is no answer, or none of the backend itself.
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
    throw new ReviewError('unavailable', 'There is no answer.', { cause });
  }
  if (response.status >= 500) throw new ReviewError('unavailable', `${response.status}`);
  return response;
}

/** A token as the company's own backend gets it. */
export async function signIn(url: string, apiKey: string, role: Role): Promise<string> {
  const body = JSON.stringify({ userId: role, name: `The ${role}`, role });
  const response = await reach(url, '/v1/tokens', apiKey, { method: 'POST', body });
  return ((await response.json()) as { token: string }).token;
}

const isUnanswered = (error: unknown): boolean =>
  isReviewError(error) && (error.code === 'unavailable' || error.code === 'timeout');

/** Works on so many items at a time. */
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
