/** What a server says, after a crash, of what it acknowledged before. */
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
 * Checks that all that was acknowledged is there, that nothing is there by half, and that the
 * activity log is unbroken and tells of all of it once.
 * @returns every photo that is known, as `session/photo`.
 */
export async function checkLoad(load: Load, url: string): Promise<Set<string>> {
  const agent = await signIn(url, load.apiKey, 'agent');
  const api = createHttpApi({ baseUrl: url, getToken: () => agent });
  const log = await readLog(load, url);
  const told = (id: string, action: string): number =>
    log.filter(({ entry }) => entry.sessionId === id && entry.action === action).length;

  await inTurn(8, load.notes, async ([id, note]) => {
    const session = await api.getSession(id);
    const isDecided = session.decision !== null;
    if (load.decided.has(id)) assert.ok(isDecided, 'an acknowledged decision is there');
    assert.equal(told(id, 'decision'), isDecided ? 1 : 0, 'decided, and once in the log');
    assert.deepEqual(
      session.notes.map(({ text }) => text),
      isDecided ? [note] : [],
      'decided, and with its note',
    );
  });

  const photos = new Set<string>();
  await inTurn(4, load.clients, async ({ id, acknowledged }) => {
    const isCreated = told(id, 'session-created') === 1;
    const reached = (step: (typeof clientSteps)[number]) =>
      clientSteps.indexOf(acknowledged) >= clientSteps.indexOf(step);
    if (!isCreated) {
      assert.ok(!reached('created'), 'an acknowledged session is there');
      await assert.rejects(api.getSession(id), { code: 'not-found' });
      return;
    }
    const session = await api.getSession(id);
    const stored = told(id, 'evidence-stored') > 0;
    const finished = told(id, 'attempt-finished');
    if (reached('started')) assert.ok(session.attempts.length > 0, 'an acknowledged attempt');
    if (reached('stored')) assert.ok(stored, 'acknowledged evidence is there');
    if (reached('finished')) assert.equal(finished, 1, 'an acknowledged end is there');
    assert.equal(session.attempts.length, told(id, 'attempt-started'));
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
    // Decodes every pixel: a part of a photo is refused.
    await sharp(await blob.arrayBuffer(), { failOn: 'warning' }).stats();
  }
}

/** The whole log, verified against its signed head. */
async function readLog({ apiKey, secret }: Load, url: string): Promise<LogEntry[]> {
  const master = await signIn(url, apiKey, 'master');
  const head = await (await reach(url, '/v1/activity/head', master)).text();
  const log: LogEntry[] = [];
  for (let page = [{}]; page.length > 0;) {
    const path = `/v1/activity?limit=1000&after=${log.length}`;
    const { entries } = (await (await reach(url, path, master)).json()) as { entries: LogEntry[] };
    log.push(...entries);
    // Reading is in the log too, so that a page is never empty.
    page = entries.length < 1000 ? [] : entries;
  }
  const keys = createActivityKeys([{ id: 'a1', secret }]);
  const verdict = await verifyChain({ entries: log, head, keys, companyId: loadCompany });
  assert.ok(verdict.ok, JSON.stringify(verdict));
  return log;
}
