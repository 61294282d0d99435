/** Checks the data of a server after a crash. */
import assert from 'node:assert/strict';

import type { ReviewApi } from 'kv-review/api';
import { createHttpApi } from 'kv-review/api/http';
import type { Session } from 'kv-review/model';
import sharp from 'sharp';

import { createActivityKeys } from '../../src/activity/keys.ts';
import { verifyChain } from '../../src/activity/verify-chain.ts';
import { clientSteps, inTurn, loadCompany, photoKinds, reach, signIn, type Load } from './load.ts';

interface LogEntry {
  readonly entry: { readonly action: string; readonly sessionId: string | null };
}

/**
 * Checks that everything acknowledged exists, that nothing is incomplete, and that the activity log is
 * intact and records everything once.
 * @returns every known photo, as `session/photo`.
 */
export async function checkLoad(load: Load, url: string): Promise<Set<string>> {
  const agent = await signIn(url, load.apiKey, 'agent');
  const api = createHttpApi({ baseUrl: url, getToken: () => agent });
  const log = await readLog(load, url);
  const entriesOf = (id: string, action: string): number =>
    log.filter(({ entry }) => entry.sessionId === id && entry.action === action).length;

  await inTurn(8, load.notes, async ([id, note]) => {
    const session = await api.getSession(id);
    const isDecided = session.decision !== null;
    if (load.decided.has(id)) assert.ok(isDecided, 'an acknowledged decision exists');
    assert.equal(entriesOf(id, 'decision'), isDecided ? 1 : 0, 'a decision is in the log once');
    assert.deepEqual(
      session.notes.map(({ text }) => text),
      isDecided ? [note] : [],
      'decided, and with its note',
    );
  });

  const photos = new Set<string>();
  await inTurn(4, load.clients, async ({ id, acknowledged }) => {
    const isCreated = entriesOf(id, 'session-created') === 1;
    const reached = (step: (typeof clientSteps)[number]) =>
      clientSteps.indexOf(acknowledged) >= clientSteps.indexOf(step);
    if (!isCreated) {
      assert.ok(!reached('created'), 'an acknowledged session exists');
      await assert.rejects(api.getSession(id), { code: 'not-found' });
      return;
    }
    const session = await api.getSession(id);
    const stored = entriesOf(id, 'evidence-stored') > 0;
    const finished = entriesOf(id, 'attempt-finished');
    if (reached('started'))
      assert.ok(session.attempts.length > 0, 'an acknowledged attempt exists');
    if (reached('stored')) assert.ok(stored, 'acknowledged evidence exists');
    if (reached('finished')) assert.equal(finished, 1, 'an acknowledged end is in the log');
    assert.equal(session.attempts.length, entriesOf(id, 'attempt-started'));
    assert.equal(session.status === 'processing' ? 0 : 1, finished);
    assertEvidence(session, stored ? load.evidence : { documentType: null }, stored);
    for (const photo of session.attempts.flatMap((attempt) => attempt.photos)) {
      photos.add(`${id}/${photo.id}`);
      await assertReadable(api, id, photo.id);
    }
  });
  return photos;
}

function assertEvidence(
  { attempts: [attempt] }: Session,
  evidence: Load['evidence'],
  hasPhotos: boolean,
): void {
  assert.equal(attempt?.documentType ?? null, evidence['documentType']);
  assert.deepEqual(
    (attempt?.photos ?? []).map(({ kind }) => kind),
    hasPhotos ? photoKinds : [],
  );
}

async function assertReadable(api: ReviewApi, sessionId: string, photoId: string): Promise<void> {
  for (const size of ['full', 'thumbnail'] as const) {
    const blob = await api.getPhoto(sessionId, photoId, { size });
    // Decodes every pixel, so an incomplete photo is refused.
    await sharp(await blob.arrayBuffer(), { failOn: 'warning' }).stats();
  }
}

/** Reads the whole log, and verifies it against its signed head. */
async function readLog({ apiKey, secret }: Load, url: string): Promise<LogEntry[]> {
  const master = await signIn(url, apiKey, 'master');
  const head = (
    (await (await reach(url, '/v1/activity-chain/head', master)).json()) as { signed: string }
  ).signed;
  const log: LogEntry[] = [];
  for (let page = [{}]; page.length > 0;) {
    const path = `/v1/activity-chain/entries?limit=1000&after=${log.length}`;
    const { entries } = (await (await reach(url, path, master)).json()) as { entries: LogEntry[] };
    log.push(...entries);
    // The read itself adds an entry, so a page is never empty.
    page = entries.length < 1000 ? [] : entries;
  }
  const keys = createActivityKeys([{ id: 'a1', secret }]);
  const verdict = await verifyChain({ entries: log, head, keys, companyId: loadCompany });
  assert.ok(verdict.ok, JSON.stringify(verdict));
  return log;
}
