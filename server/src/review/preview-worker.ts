/** The thread of a preview: it judges past sessions, so that the server answers other requests meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';

import {
  pastSessionOf,
  PreviewTally,
  type Attempt,
  type JudgementRecord,
  type Screening,
} from 'kv-review/model';

import type { PastSessionRow } from '../store/past-sessions.ts';
import type { PreviewAnswer, PreviewData, PreviewRequest } from './previews.ts';

const { version, before, after } = workerData as PreviewData;
const tally = new PreviewTally(before, after);

/** The server wrote these texts itself, so they are what their columns contain. */
const parse = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

function toSession(row: PastSessionRow) {
  const { id, status, completed_at: completedAt, judged_at: at } = row;
  const attempt = parse(row.evidence) as Attempt | null;
  const judgement = at !== null && {
    ...{ at, settingsVersion: null },
    ipCountry: parse(row.ip_country) as JudgementRecord['ipCountry'],
    screening: parse(row.judged_screening) as JudgementRecord['screening'],
  };
  return {
    ...{ id, status, completedAt },
    attempts: attempt ? [{ ...attempt, finishedAt: row.finished_at }] : [],
    screening: parse(row.screening) as Screening,
    ...(judgement && { judgement }),
  };
}

const answer = (message: PreviewAnswer): void => parentPort?.postMessage(message);

parentPort?.on('message', (request: PreviewRequest) => {
  if (request.is === 'end') {
    answer({ is: 'result', preview: tally.result(version) });
    return;
  }
  for (const row of request.rows) {
    const past = pastSessionOf(toSession(row));
    if (past) tally.add(past);
  }
  answer({ is: 'judged' });
});
