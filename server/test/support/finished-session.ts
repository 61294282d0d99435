/** Sessions of clients whose evidence meets every condition. */
import assert from 'node:assert/strict';

import { sampleSessions } from 'kv-review/testing';

import type { TestBackend } from './backend.ts';

/** Evidence that meets every condition, as a capture service would send it. */
export function goodEvidence(now: Date) {
  const attempt = sampleSessions({ count: 300, seed: 7, now })
    .find(({ status, client }) => status === 'success' && client.birthDate !== null)
    ?.attempts.at(-1);
  assert.ok(attempt);
  const { documentType, mrz, front, back, faceMatch, spoof, livenessPassed } = attempt;
  return {
    ...{ documentType, mrz, front, back, faceMatch, spoof, livenessPassed },
    livenessFinished: true,
    documentFinished: true,
  };
}

/** Sends a session over HTTP, from its start to its end. Returns its id. */
export async function finishSession(
  server: TestBackend,
  apiKey: string,
  evidence: object,
): Promise<string> {
  const post = async (path: string) => {
    const response = await server.send(path, apiKey, { method: 'POST', body: '{}' });
    assert.ok(response.ok, await response.clone().text());
    return (await response.json()) as { id: string };
  };
  const { id } = await post('/v1/sessions');
  await post(`/v1/sessions/${id}/attempts`);
  const body = new FormData();
  body.set('evidence', JSON.stringify(evidence));
  const path = `/v1/sessions/${id}/attempts/1`;
  const put = await server.send(`${path}/evidence`, apiKey, { method: 'PUT', body });
  assert.equal(put.status, 200, await put.text());
  await post(`${path}/finish`);
  return id;
}
