/** A service with the API of yente on a real server, which knows what a test tells it. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { CheckedScreening } from 'kv-review/model';

import type { ScreeningSettings } from '../../src/screening/settings.ts';

/** Results as a service sends them, which can be anything. */
interface Raw {
  readonly results: readonly unknown[];
}

type Said = CheckedScreening | Raw | 'hang';

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

const resultsOf = (said: CheckedScreening): unknown[] =>
  said.status !== 'match'
    ? []
    : said.matches.map(({ id, list, name, score }) => ({
        ...{ id, caption: name, schema: 'Person', datasets: [list], score, match: true },
        properties: { name: [name] },
      }));

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
    const isDown = 'status' in said && said.status === 'unknown';
    response.writeHead(isDown ? 503 : 200, { 'content-type': 'application/json' });
    const results = 'results' in said ? said.results : resultsOf(said);
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
