import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import type { Worker } from 'node:worker_threads';

import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import {
  defaultSettings,
  maxPreviewSessions,
  type PolicyChange,
  type PreviewProgress,
  type Session,
  type SettingsPreview,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import { seedSessions } from '../src/store/seed.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases } from './support/databases.ts';

const now = new Date('2026-03-01T10:00:00.000Z');

/**
 * How many sessions have the same evidence and the same moment, so that only their ids order them. A page
 * of the server ends between them.
 */
const copies = 4;

const unread: Session['client'] = {
  ...{ firstName: null, lastName: null, documentNumber: null, personalNumber: null },
  ...{ sex: null, birthDate: null, expirationDate: null, nationality: null },
};

/** Without what the policy does not read, which takes most of the time to store. */
function bare({ judgement, ...session }: Session, index: number): Session {
  const last = session.attempts.at(-1);
  // Some have ended and lost their evidence, and some ended before judgements were kept.
  const isLost = session.completedAt !== null && index % 50 === 0;
  const isOlder = index % 20 === 0;
  return {
    ...session,
    client: unread,
    attempts: last && !isLost ? [{ ...last, number: 1, photos: [] }] : [],
    attemptCount: 1,
    selfie: null,
    ...{ extra: [], notes: [], changes: [] },
    ...(judgement && !isLost && !isOlder && { judgement }),
  };
}

const sessions = sampleSessions({ count: 2_800, seed: 'many', now })
  .map(bare)
  .flatMap((session) =>
    Array.from({ length: copies }, (_, copy) => ({ ...session, id: `${copy}-${session.id}` })),
  );

const risky = ['GEO', 'TUR', 'D', 'UKR'];

const changes: readonly (readonly [string, PolicyChange])[] = [
  [
    'conditions, documents and the time zone',
    {
      acceptanceLevel: 6,
      disableFullMrzValidation: true,
      frontToBackCompare: false,
      documentTypes: ['passport'],
      timeZone: 'Pacific/Kiritimati',
    },
  ],
  [
    'Awaiting Action off, with high-risk countries',
    {
      awaitingAction: false,
      highRiskCountries: risky.map((code) => ({ code, checkIp: true, checkNationality: true })),
    },
  ],
];

const sum = (counts: readonly number[]): number => counts.reduce((one, other) => one + other, 0);

/** So that two adapters cannot agree because both have found nothing. */
function assertTelling({ judged, changed, moves, leftOut }: SettingsPreview): void {
  assert.equal(judged + leftOut.evidence + leftOut.ipCountry, maxPreviewSessions);
  assert.ok(leftOut.evidence > 0);
  assert.ok(changed > 0 && changed < judged);
  assert.equal(sum(moves.map(({ count }) => count)), changed);
  assert.ok(moves.length > 1);
  for (const { count, conditions } of moves) {
    assert.ok(conditions.length > 0 && conditions.every((one) => one.count <= count));
  }
  assert.ok(moves.some(({ conditions }) => conditions.some((one) => one.sessionIds.length === 50)));
}

for (const [name, spare] of databases) {
  describe(`a preview over 10,000 sessions (${name})`, () => {
    let server: TestBackend;
    let master: ReviewApi;
    const inMemory = createMemoryApi({
      sessions,
      settings: defaultSettings,
      actor: { id: 'm', name: 'M', role: 'master' },
    });

    before(async () => {
      server = await openTestBackend(await spare(), { now: () => now });
      const key = await server.addCompany({ id: 'company', name: 'Company' });
      await seedSessions(server.backend.database, 'company', sessions);
      // A second preview of the company begins to answer when the first one has ended.
      master = server.api(await server.token(key, 'master'), { deadline: 120_000 });
    });
    after(() => server.close());

    for (const [what, change] of changes) {
      test(`has the numbers and the sessions that the memory adapter has: ${what}`, async () => {
        const last: Record<string, PreviewProgress> = {};
        const preview = await master.previewSettings(
          { change },
          { onProgress: (progress) => (last['server'] = progress) },
        );
        const expected = await inMemory.previewSettings(
          { change },
          { onProgress: (progress) => (last['memory'] = progress) },
        );
        assertTelling(expected);
        assert.deepEqual(preview, expected);
        assert.equal(last['server']?.total, maxPreviewSessions);
        assert.deepEqual(last['memory'], { done: maxPreviewSessions, total: maxPreviewSessions });
      });
    }

    const change = { documentReview: true } as const;

    test('ends its thread early when the page cancels it', async () => {
      const started = once(process, 'worker');
      const abort = new AbortController();
      const canceled = master.previewSettings(
        { change },
        { signal: abort.signal, onProgress: ({ done }) => done > 0 && abort.abort() },
      );
      const [thread] = (await started) as [Worker];
      let answers = 0;
      thread.on('message', () => (answers += 1));
      const ended = once(thread, 'exit');
      await assert.rejects(canceled, { code: 'aborted' });
      await ended;
      // It answers once for each 250 sessions.
      assert.ok(answers < maxPreviewSessions / 250);
    });

    test('is repeated at once by a user with two pages, and each page follows its own', async () => {
      const pages = Array.from({ length: 2 }, () => {
        const progress: PreviewProgress[] = [];
        const onProgress = (one: PreviewProgress) => void progress.push(one);
        return { progress, preview: master.previewSettings({ change }, { onProgress }) };
      });
      const [one, other] = await Promise.all(pages.map(({ preview }) => preview));
      assert.ok(one && one.changed > 0);
      assert.deepEqual(one, other);
      for (const { progress } of pages) {
        const counts = progress.map(({ done }) => done);
        assert.ok(counts.length > 1);
        assert.deepEqual(
          counts,
          counts.toSorted((a, b) => a - b),
        );
      }
    });
  });
}
