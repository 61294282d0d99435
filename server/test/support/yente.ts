/** A service with the API of yente on a real server, which knows what a test tells it. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { CheckedScreening } from 'kv-review/model';

import type { ScreeningSettings } from '../../src/screening/settings.ts';

type Said = CheckedScreening | 'hang';

export interface YenteStub {
  /** What is said of a person; `hang` leaves the request without an answer. */
  answer: (person: {
    readonly firstName: string | null;
    readonly lastName: string | null;
  }) => Said | Promise<Said>;
  /** The last names that were asked for. */
  readonly asked: (string | null)[];
  readonly settings: ScreeningSettings;
  close(): Promise<void>;
}

interface Query {
  readonly queries: { readonly person: { readonly properties: Record<string, string[]> } };
}

/** An `unknown` is an answer of 503. */
export async function startYente(): Promise<YenteStub> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answer(Buffer.concat(chunks).toString(), response));
  });

  async function answer(body: string, response: ServerResponse): Promise<void> {
    const { queries } = JSON.parse(body) as Query;
    const { firstName, lastName } = queries.person.properties;
    const person = { firstName: firstName?.[0] ?? null, lastName: lastName?.[0] ?? null };
    stub.asked.push(person.lastName);
    const said = await stub.answer(person);
    if (said === 'hang') return;
    const results =
      said.status !== 'match'
        ? []
        : said.matches.map(({ id, list, name, score }) => ({
            ...{ id, caption: name, schema: 'Person', datasets: [list], score, match: true },
            properties: { name: [name] },
          }));
    response.writeHead(said.status === 'unknown' ? 503 : 200, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify({ responses: { person: { status: 200, results } } }));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stub: YenteStub = {
    answer: () => ({ status: 'unknown', checkedAt: null }),
    asked: [],
    settings: {
      source: { kind: 'yente', url },
      timeoutMs: 3000,
      keys: [{ id: 's1', secret: 's'.repeat(48) }],
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return stub;
}
