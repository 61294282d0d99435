import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { findUnanswered, screening } from 'kv-review/model';
import * as v from 'valibot';
import { createYenteScreener, type YenteOptions } from '../../src/screening/yente.ts';

const person = {
  firstName: 'Nodar',
  lastName: 'Beridze',
  birthDate: '1970-03-04',
  nationality: 'GEO',
};
const servers: Server[] = [];

after(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function screenBy(
  listener: RequestListener,
  options: Partial<YenteOptions> = {},
  screened = person,
) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return createYenteScreener({ url, timeoutMs: 2000, ...options }).screen(screened);
}

const hit = {
  id: 'NK-1',
  caption: 'Nodar Beridze',
  schema: 'Person',
  properties: {
    name: ['Nodar Beridze', 'ნოდარ ბერიძე'],
    birthDate: ['1970'],
    topics: ['sanction'],
  },
  datasets: ['sample_sanctions', 'second'],
  referents: [],
  target: true,
  first_seen: '2024-01-01T00:00:00',
  last_seen: '2026-01-01T00:00:00',
  last_change: '2026-01-01T00:00:00',
  score: 0.92,
  features: { name_literal_match: 1, birth_date: 0.5 },
  match: true,
};

/** As yente documents the answer to POST /match/{dataset}. */
const answerOf = (results: unknown[], status = 200) => ({
  responses: {
    person: {
      status,
      results,
      total: { value: results.length, relation: 'eq' },
      query: { id: null, schema: 'Person', properties: {} },
    },
  },
  matcher: { name_literal_match: { description: '…', coefficient: 1, url: null } },
  limit: 20,
});

const answering =
  (body: unknown, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

describe('screening by yente', () => {
  it('asks with the person as an example, and with the key', async () => {
    let asked:
      { method: string; url: string; headers: IncomingHttpHeaders; body: unknown } | undefined;
    await screenBy(
      (request, response) => {
        void (async () => {
          const chunks: Buffer[] = [];
          for await (const chunk of request) chunks.push(chunk as Buffer);
          const { method = '', url = '', headers } = request;
          asked = { method, url, headers, body: JSON.parse(Buffer.concat(chunks).toString()) };
          response.end(JSON.stringify(answerOf([])));
        })();
      },
      { dataset: 'sanctions', apiKey: 'k-1' },
    );
    assert.ok(asked);
    assert.equal(asked.method, 'POST');
    assert.equal(asked.url, '/match/sanctions?limit=20');
    assert.equal(asked.headers.authorization, 'ApiKey k-1');
    assert.match(asked.headers['content-type'] ?? '', /^application\/json/);
    assert.deepEqual(asked.body, {
      queries: {
        person: {
          schema: 'Person',
          properties: {
            name: ['Nodar Beridze'],
            firstName: ['Nodar'],
            lastName: ['Beridze'],
            birthDate: ['1970-03-04'],
            nationality: ['GEO'],
          },
        },
      },
    });
  });

  it('writes states as ISO 3166-1 does, and leaves out those that are none', async () => {
    const sent: unknown[] = [];
    const spy = ((_url: unknown, init: RequestInit) => {
      const { queries } = JSON.parse(init.body as string) as {
        queries: { person: { properties: { nationality: unknown } } };
      };
      sent.push(queries.person.properties.nationality);
      return Promise.resolve(Response.json(answerOf([])));
    }) as typeof fetch;
    for (const nationality of ['D', 'GBD', 'XXA', 'UNO']) {
      const screener = createYenteScreener({ url: 'https://yente.example/api', fetch: spy });
      await screener.screen({ ...person, nationality });
    }
    assert.deepEqual(sent, [['DEU'], ['GBR'], [], []]);
  });

  it('gives the results that the service calls matches, with the titles of their lists', async () => {
    const properties = { birthDate: ['1970-03-04', 7], country: ['ge'] };
    const known = { ...hit, properties };
    const weak = { ...hit, id: 'NK-2', score: 0.4, match: false };
    const titles = { default: 'All lists', sample_sanctions: 'Sample Sanctions List' };
    const result = await screenBy(answering(answerOf([known, weak])), { titles });
    assert.ok(result.status === 'match');
    assert.deepEqual(result.lists, ['All lists']);
    assert.deepEqual(result.matches, [
      {
        id: 'NK-1',
        list: 'Sample Sanctions List; second',
        authority: null,
        name: 'Nodar Beridze',
        alias: null,
        birthDates: ['1970-03-04'],
        countries: ['ge'],
        score: 0.92,
      },
    ]);
  });

  it('is clear when the service finds nobody', async () => {
    const result = await screenBy(answering(answerOf([])));
    assert.deepEqual(result.status === 'clear' && result.lists, ['default']);
  });

  const failures: [string, RequestListener][] = [
    ['an error', answering({ detail: 'Server error' }, 500)],
    ['a refused key', answering({ detail: 'Invalid key' }, 401)],
    ['an unknown list', answering({ detail: 'No such dataset' }, 404)],
    ['a failed query', answering(answerOf([], 500))],
    ['nothing', answering('')],
    ['no JSON', answering('<html>')],
    ['another form', answering({ results: [] })],
    ['an answer to another query', answering({ responses: { other: answerOf([]) } })],
    ['too much', answering(`"${'x'.repeat(6_000_000)}"`)],
    ['a redirect', (_request, response) => response.writeHead(307, { location: '/x' }).end()],
    ['a broken connection', (request) => request.socket.resetAndDestroy()],
    ['no end', (_request, response) => response.writeHead(200).write('{')],
  ];
  for (const [title, listener] of failures) {
    it(`is unknown when the service answers with ${title}`, async () => {
      const timeoutMs = title === 'no end' ? 200 : 2000;
      assert.equal((await screenBy(listener, { timeoutMs })).status, 'unknown');
    });
  }

  const strange: [string, unknown][] = [
    ['a score above 1', { ...hit, score: 92 }],
    ['a score that is text', { ...hit, score: '0.92' }],
    ['no id', { ...hit, id: undefined }],
    ['an id of 129 characters', { ...hit, id: 'Q'.repeat(129) }],
    ['an id with half a surrogate pair', { ...hit, id: 'Q\ud800' }],
    ['an id that is a number', { ...hit, id: 7 }],
    ['no name', { ...hit, caption: undefined }],
    ['a name of a million characters', { ...hit, caption: 'N'.repeat(1_000_000) }],
    ['lists that are no texts', { ...hit, datasets: [null, 5] }],
    ['a list named like a member of every object', { ...hit, datasets: ['constructor'] }],
    ['no word on whether it matches', { ...hit, match: undefined }],
    ['a text for whether it matches', { ...hit, match: 'true' }],
    ['birth dates that are no texts', { ...hit, properties: { birthDate: [7], country: 7 } }],
    ['properties that are text', { ...hit, properties: 'ge' }],
    ['a result that is nothing', null],
    ['a result that is text', 'Nodar Beridze'],
  ];
  for (const [title, raw] of strange) {
    it(`is a match that the model accepts when a result has ${title}`, async () => {
      const result = await screenBy(answering(answerOf([raw])));
      assert.equal(result.status, 'match');
      assert.ok(v.is(screening, result));
    });
  }

  it('keeps the first hundred of too many matches, and tells the log which parts it changed', async () => {
    const changed: unknown[] = [];
    const many = Array.from({ length: 150 }, (_, index) => ({
      ...{ ...hit, id: `Q${index}`, score: index === 0 ? 2 : 0.9 },
    }));
    const result = await screenBy(answering(answerOf(many)), {
      onChanged: (parts) => changed.push(parts),
    });
    assert.ok(result.status === 'match');
    assert.equal(result.matches.length, 100);
    assert.deepEqual(changed, [['score', 'count']]);
  });

  it('is unknown when the service hangs or is not there', async () => {
    assert.equal((await screenBy(() => undefined, { timeoutMs: 100 })).status, 'unknown');
    const gone = createYenteScreener({ url: 'http://127.0.0.1:1' });
    const unknown = await gone.screen(person);
    assert.equal(unknown.status, 'unknown');
    assert.deepEqual(findUnanswered(unknown), { lists: ['default'] });
  });

  it('tells the log nothing of the person', async () => {
    const failed: unknown[] = [];
    await screenBy(answering({ detail: 'Nodar Beridze' }, 500), {
      onFailure: (error) => failed.push(error),
    });
    assert.equal(failed.length, 1);
    assert.doesNotMatch(String(failed[0]), /Nodar|Beridze/);
  });
});
