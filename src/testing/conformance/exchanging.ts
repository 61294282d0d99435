import { codeExchange } from '../../api/operations/code-exchange.js';
import type { AccessToken } from '../../api/operations/code-exchange.schemas.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { Actor } from '../../model/workspace.js';
import { assert, assertEqual, assertValid, ConformanceError } from './assert.js';
import type { ConformanceTest, Subject } from './subject.js';

/** How the suite uses the single-use codes of a backend. */
export interface ConformanceCodes {
  /** Issues a code for a user, as the company's own server does. */
  issue(actor: Actor): string | Promise<string>;
  /** Sends a request of a page whose origin may use the codes. */
  send(path: string, init: RequestInit): Promise<Response>;
  /** The adapter for the user of a token. */
  signIn(token: string): ReviewApi | Promise<ReviewApi>;
  /** Moves the backend's clock on by a minute, or waits for one. */
  passMinute(): unknown;
}

const { method, path, input: type } = codeExchange.redeemCode;

const post = (codes: ConformanceCodes, body: object, search = ''): Promise<Response> =>
  codes.send(path + search, {
    ...{ method, headers: { 'content-type': type, accept: type } },
    body: JSON.stringify(body),
  });

const exchange = (codes: ConformanceCodes, code: string): Promise<Response> =>
  post(codes, { code });

async function tokenOf(response: Response): Promise<AccessToken> {
  assertEqual(response.status, 200, 'The status of the answer');
  const { accessToken } = await import('../../api/operations/code-exchange.schemas.js');
  return assertValid(accessToken, await response.json(), 'The answer to a code');
}

/** What a page learns from a refusal. */
async function refusalOf(response: Response): Promise<string> {
  assertEqual(response.status, 401, 'The status of a refusal');
  return response.text();
}

const withCodes =
  (run: (codes: ConformanceCodes, subject: Subject) => Promise<void>): ConformanceTest['run'] =>
  (subject) => {
    if (!subject.codes) throw new ConformanceError('A backend with codes returns `codes`');
    return run(subject.codes, subject);
  };

export const exchangingTests: readonly ConformanceTest[] = [
  {
    title: 'a code is exchanged for a token of its user, without credentials',
    run: withCodes(async (codes, { actors }) => {
      for (const actor of [actors.agent, actors.colleague, actors.master]) {
        const { token } = await tokenOf(await exchange(codes, await codes.issue(actor)));
        const { actor: found } = await (await codes.signIn(token)).getWorkspace();
        assertEqual([found.id, found.role], [actor.id, actor.role], 'The user of the token');
      }
    }),
  },
  {
    title: 'no cache stores a token',
    run: withCodes(async (codes, { actors }) => {
      const { headers } = await exchange(codes, await codes.issue(actors.agent));
      const directives =
        headers
          .get('cache-control')
          ?.toLowerCase()
          .split(/\s*,\s*/) ?? [];
      assert(directives.includes('no-store'), 'The answer to a code has Cache-Control: no-store');
    }),
  },
  {
    title: 'a code works once',
    run: withCodes(async (codes, { actors }) => {
      const code = await codes.issue(actors.agent);
      await tokenOf(await exchange(codes, code));
      await refusalOf(await exchange(codes, code));
    }),
  },
  {
    title: 'of ten requests with a code at once, one gets a token',
    run: withCodes(async (codes, { actors }) => {
      const code = await codes.issue(actors.agent);
      const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(codes, code)));
      const statuses = answers.map(({ status }) => status).sort();
      assertEqual(statuses, [200, ...Array.from({ length: 9 }, () => 401)], 'The statuses');
    }),
  },
  {
    title: 'a code is valid for less than a minute',
    run: withCodes(async (codes, { actors }) => {
      const code = await codes.issue(actors.agent);
      await codes.passMinute();
      await refusalOf(await exchange(codes, code));
    }),
  },
  {
    title: 'used, late and invented codes get one and the same answer, which names nobody',
    run: withCodes(async (codes, { actors: { agent } }) => {
      const used = await codes.issue(agent);
      await tokenOf(await exchange(codes, used));
      const late = await codes.issue(agent);
      await codes.passMinute();
      const invented = `${used.slice(0, -1)}${used.endsWith('0') ? '1' : '0'}`;
      const refusal = await refusalOf(await exchange(codes, used));
      for (const code of [late, invented, 'x']) {
        const other = await refusalOf(await exchange(codes, code));
        assertEqual(other, refusal, 'The answer to another code');
      }
      for (const secret of [used, agent.id, agent.name]) {
        assert(!refusal.includes(secret), 'A refusal names neither the code nor its user');
      }
    }),
  },
  {
    title: 'a request that is malformed, or has the code in its address, gets no token',
    run: withCodes(async (codes, { actors }) => {
      const code = await codes.issue(actors.agent);
      for (const body of [{}, { code: '' }, { code: 7 }, { code: 'x'.repeat(1025) }]) {
        const { status } = await post(codes, body);
        assertEqual(status, 422, `The status of ${JSON.stringify(body).slice(0, 20)}`);
      }
      const { status } = await post(codes, {}, `?code=${encodeURIComponent(code)}`);
      assertEqual(status, 422, 'The status of a code in the address');
    }),
  },
];
