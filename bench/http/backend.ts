/** The reference backend on PGlite in a temporary folder, with the rows of the bench. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from 'kv-review/model';
import { addApiKey, createCompany, openBackend, readConfig, seedSessions } from 'kv-review-server';
import type { Fetch } from '../harness/server.ts';
import { makeRows, rowIndexIn } from '../rows/rows.ts';

export interface BenchBackend {
  /** Answers the kit's HTTP contract, and `/token` with the token of an agent. */
  readonly fetch: Fetch;
  close(): Promise<void>;
}

const company = { id: 'bench', name: 'Tamarind Pay' };

/** The backend reads the selfie from the attempts. */
const withAttempt = (session: Session): Session => ({
  ...session,
  attempts: [
    {
      number: 1,
      startedAt: session.createdAt,
      finishedAt: session.completedAt,
      documentType: session.documentType,
      documentValid: session.documentValid,
      documentFinished: session.documentFinished,
      livenessPassed: session.livenessPassed,
      livenessFinished: session.livenessFinished,
      faceMatch: session.faceMatch,
      spoof: session.spoof,
      device: session.device,
      clientIp: session.clientIp,
      front: session.client,
      back: null,
      mrz: null,
      photos: session.selfie ? [session.selfie] : [],
    },
  ],
});

/** @param photos JPEG files in base64. */
export async function startBackend(
  count: number,
  photos: readonly string[],
): Promise<BenchBackend> {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-bench-data-'));
  const files = photos.map((text) => Buffer.from(text, 'base64'));
  const config = readConfig({
    KV_DATA_FOLDER: folder,
    KV_TOKEN_SECRETS: 'bench:a-secret-of-the-bench-that-protects-nothing',
    LOG_LEVEL: 'error',
  });
  const backend = await openBackend(config, {
    missingPhoto: ({ client }) => {
      const file = files[(rowIndexIn(client.documentNumber ?? '') ?? 0) % files.length];
      return file ? new Blob([file], { type: 'image/jpeg' }) : null;
    },
  });
  await createCompany(backend.database, company);
  await seedSessions(backend.database, company.id, makeRows(count).map(withAttempt));
  const { text: apiKey } = await addApiKey(backend.database, company.id, 'bench');
  const issue = (env: object): Promise<Response> =>
    Promise.resolve(
      backend.fetch(
        new Request('http://backend/v1/tokens', {
          method: 'POST',
          headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
          body: JSON.stringify({ userId: 'u-1', name: 'Ana Example', role: 'agent' }),
        }),
        env,
      ),
    );
  return {
    fetch: (request, env) =>
      new URL(request.url).pathname === '/token' ? issue(env) : backend.fetch(request, env),
    close: async () => {
      await backend.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
