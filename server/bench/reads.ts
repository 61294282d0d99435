/**
 * Measures how long agents wait for pages of a list with thumbnails, and for a note written at the same
 * time: `npm run bench:reads`. Eight agents page at the same time, each over six connections like a
 * browser, while another one writes notes. The ways of loading thumbnails take turns on the same server,
 * so other load on the machine slows all of them.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { ReviewApi } from 'kv-review/api';
import { createHttpApi } from 'kv-review/api/http';
import type { Session, SessionSummary } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';
import sharp from 'sharp';

import {
  inCompany,
  openDatabase,
  type Database,
  type DatabaseLocation,
} from '../src/database/index.ts';
import { prepareImage } from '../src/images/prepare-image.ts';
import { openObjectStore } from '../src/objects/open-store.ts';
import { addApiKey, createCompany } from '../src/store/companies.ts';
import { photoKey } from '../src/store/photos.ts';
import { seedSessions } from '../src/store/seed.ts';
import { startServerProcess } from '../test/support/server-process.ts';
import { startBenchCluster } from './cluster.ts';
import { percentile } from './measure.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '6' },
    databases: { type: 'string', default: 'PostgreSQL,PGlite' },
  },
});
const [count, rounds] = [Number(values.count), Number(values.rounds)];

const agents = 8;
const connections = 6;
const pageSize = 50;
/** The pages that each agent reads in a round. */
const pages = 4;
/** The number of sessions with photos: more than an agent reads. */
const realSessions = 500;
const companyId = 'bench';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Loads the thumbnails of a page of the list. @returns their number. */
type Way = (api: ReviewApi, page: readonly SessionSummary[]) => Promise<number>;

const ways: Readonly<Record<string, Way>> = {
  'a request per photo': async (api, page) => {
    const photos = page.flatMap(({ id, selfie }) => (selfie ? [{ id, selfie }] : []));
    await Promise.all(
      photos.map(({ id, selfie }) => api.getPhoto(id, selfie.id, { size: 'thumbnail' })),
    );
    return photos.length;
  },
  'a request per page': async (api, page) => {
    const photos = page.flatMap(({ id, selfie }) =>
      selfie ? [{ sessionId: id, photoId: selfie.id }] : [],
    );
    const thumbnails = await api.listThumbnails({ photos });
    return thumbnails.filter((thumbnail) => thumbnail !== null).length;
  },
};

/** Limits concurrent requests. The others wait in a queue, as in a browser over HTTP/1.1. */
function limitedFetch(width: number): (request: Request) => Promise<Response> {
  const queue: (() => void)[] = [];
  let free = width;
  const release = () => {
    const next = queue.shift();
    if (next) next();
    else free += 1;
  };
  return async (request) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      const response = await fetch(request);
      const body = response.status === 204 ? null : await response.arrayBuffer();
      return new Response(body, response);
    } finally {
      release();
    }
  };
}

/** Leaves out the photos that lists do not show. */
const withSelfieAlone = (session: Session): Session => ({
  ...session,
  attempts: session.attempts.map((attempt) => ({
    ...attempt,
    photos: attempt.photos.filter(({ kind }) => kind === 'selfie'),
  })),
});

async function makeThumbnail(): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const;
  const picture = sharp({
    create: { width: 640, height: 480, channels: 3, background: 'teal', noise },
  });
  const { thumbnail } = await prepareImage(await picture.jpeg().toBuffer());
  return thumbnail.bytes;
}

/** Adds older copies of every session, without parts, until there are `count` sessions. */
async function addOlderCopies(database: Database, real: number): Promise<void> {
  for (let copy = 1; copy < count / real; copy += 1) {
    await inCompany(database, companyId, async (transaction) => {
      const { rows } = await sql<{ name: string }>`
        select column_name as name from information_schema.columns
        where table_schema = current_schema() and table_name = 'sessions' and is_generated = 'NEVER'
      `.execute(transaction);
      await sql`
        insert into sessions (${sql.join(rows.map(({ name }) => sql.ref(name)))})
        select ${sql.join(rows.map(({ name }) => sql.ref(`copied.${name}`)))}
        from sessions cross join lateral jsonb_populate_record(sessions, jsonb_build_object(
          'id', gen_random_uuid(), 'created_at', created_at - interval '10 years' * ${copy}::int
        )) as copied
        where sessions.created_at > now() - interval '10 years'
      `.execute(transaction);
    });
  }
}

/** @returns an API key of the company. */
async function prepare(location: DatabaseLocation, photoFolder: string): Promise<string> {
  // About a third of the samples have no selfie. A page where every row has one is the slowest.
  const sessions = sampleSessions({ count: 2 * realSessions, seed: 1, now: new Date() })
    .filter(({ selfie }) => selfie !== null)
    .slice(0, realSessions)
    .map(withSelfieAlone);
  const database = await openDatabase(location);
  const objects = await openObjectStore({ objectsFolder: photoFolder });
  try {
    await createCompany(database, { id: companyId, name: 'Fictiona Pay' });
    await seedSessions(database, companyId, sessions);
    await addOlderCopies(database, sessions.length);
    const thumbnail = await makeThumbnail();
    for (const { id, selfie } of sessions) {
      if (!selfie) continue;
      const name = { companyId, sessionId: id, photoId: selfie.id };
      await objects.put(photoKey(name, 'thumbnail'), thumbnail, { contentType: 'image/jpeg' });
    }
    return (await addApiKey(database, companyId, 'bench')).text;
  } finally {
    await database.close();
  }
}

/** Measures each page, from its request to its last thumbnail, in milliseconds. */
async function readPages(api: ReviewApi, way: Way): Promise<{ times: number[]; photos: number }> {
  const times: number[] = [];
  let cursor: string | null = null;
  let photos = 0;
  for (let page = 0; page < pages; page += 1) {
    const started = performance.now();
    const read = await api.listSessions({ limit: pageSize, cursor });
    photos += await way(api, read.items);
    times.push(performance.now() - started);
    cursor = read.nextCursor;
  }
  return { times, photos };
}

/** Writes notes until it is stopped. */
function startNotes(api: ReviewApi, id: string): { stop(): Promise<number[]> } {
  const times: number[] = [];
  let isOver = false as boolean;
  const work = (async () => {
    while (!isOver) {
      const { version } = await api.getSession(id);
      const intent = { version, idempotencyKey: randomBytes(16).toString('hex') };
      const started = performance.now();
      await api.addNote(id, { text: 'Seen.' }, intent);
      times.push(performance.now() - started);
      await setTimeout(20);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await work;
      return times;
    },
  };
}

interface Measured {
  readonly pages: number[];
  readonly notes: number[];
  entries: number;
  photos: number;
}

async function measure(url: string, apiKey: string): Promise<Map<string, Measured>> {
  async function signIn(role: 'agent' | 'master'): Promise<string> {
    const response = await fetch(`${url}/v1/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ userId: `bench-${role}`, name: 'Bench', role }),
    });
    return ((await response.json()) as { token: string }).token;
  }
  const [agent, master] = [await signIn('agent'), await signIn('master')];
  const open = () =>
    createHttpApi({
      ...{ baseUrl: url, getToken: () => agent, fetch: limitedFetch(connections) },
      deadline: 60_000,
    });
  /** The number of entries in the log, to which each call adds one. */
  async function countEntries(): Promise<number> {
    const headers = { authorization: `Bearer ${master}` };
    const response = await fetch(`${url}/v1/activity/head`, { headers });
    const [, payload = ''] = (await response.text()).split('.');
    return (JSON.parse(atob(payload)) as { sequence: number }).sequence;
  }
  const apis = Array.from({ length: agents }, open);
  const writer = open();
  // One for each measurement, because a session can have only so many notes.
  const { items } = await writer.listSessions({ statuses: ['awaiting'], limit: 200 });
  const noted = items.values();

  const all = new Map<string, Measured>();
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const session = noted.next().value;
      if (!session) throw new Error('Too few sessions await action.');
      const before = await countEntries();
      const notes = startNotes(writer, session.id);
      const read = await Promise.all(apis.map((api) => readPages(api, way)));
      const noteTimes = await notes.stop();
      // The count itself adds an entry. A note adds two, because its session is read first.
      const entries = (await countEntries()) - before - 1 - 2 * noteTimes.length;
      if (round === 0) continue;
      const sum: Measured = all.get(name) ?? { pages: [], notes: [], entries: 0, photos: 0 };
      all.set(name, sum);
      sum.pages.push(...read.flatMap(({ times }) => times));
      sum.notes.push(...noteTimes);
      sum.entries += entries;
      sum.photos += read.reduce((total, { photos }) => total + photos, 0);
    }
  }
  return all;
}

function report(measured: ReadonlyMap<string, Measured>): void {
  const inMilliseconds = (times: readonly number[], share: number): string =>
    `${percentile(times, share).toFixed(0)} ms`;
  const rows = [...measured].map(([name, { pages: read, notes, entries, photos }]) => {
    const [pageTimes, noteTimes] = [
      read.toSorted((a, b) => a - b),
      notes.toSorted((a, b) => a - b),
    ];
    const row = {
      pages: read.length,
      'page p50': inMilliseconds(pageTimes, 0.5),
      'page p99': inMilliseconds(pageTimes, 0.99),
      'photos a page': (photos / read.length).toFixed(1),
      'entries a page': (entries / read.length).toFixed(1),
      notes: notes.length,
      'note p50': inMilliseconds(noteTimes, 0.5),
      'note p99': inMilliseconds(noteTimes, 0.99),
    };
    return [name, row] as const;
  });
  console.table(Object.fromEntries(rows));
}

async function run(name: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-reads-'));
  const cluster = name === 'PostgreSQL' ? await startBenchCluster() : undefined;
  try {
    const location = cluster ? { url: cluster.ownerUrl } : { folder: join(folder, 'database') };
    const started = performance.now();
    const apiKey = await prepare(location, join(folder, 'photos'));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    print(`\n${name}: ${count.toLocaleString('en')} sessions in ${seconds} s`);
    const secret = () => `k1:${randomBytes(48).toString('base64')}`;
    const server = await startServerProcess({
      KV_DATA_FOLDER: folder,
      KV_TOKEN_SECRETS: secret(),
      KV_ACTIVITY_KEYS: secret(),
      KV_HOOK_KEYS: secret(),
      KV_REQUESTS_PER_MINUTE: '0',
      ...(cluster ? { DATABASE_URL: cluster.ownerUrl } : {}),
    });
    try {
      report(await measure(server.url, apiKey));
    } finally {
      await server.kill('SIGTERM');
    }
  } finally {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const name of values.databases.split(',')) await run(name);
