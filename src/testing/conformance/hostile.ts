import { capabilityOf } from '../../api/operations/capabilities.js';
import { operationNames, operationOf } from '../../api/operations/operations.js';
import { assertEqual, assertRejects } from './assert.js';
import { calls } from './calls.js';
import { getSession, listAll, type ConformanceTest } from './subject.js';

/** Texts that nobody can read, or that read differently from how they are stored. */
export const unreadableTexts: readonly string[] = [
  '\u200b\u2060',
  'a\u0000b',
  'a\u001b[31mb',
  'a\u009bb',
  '\ud800',
  'a\udc00b',
  'a\uffffb',
  'Approved \u202egnp.exe',
  `Z${'\u0301'.repeat(40)}algo`,
];

const ids: readonly string[] = [
  'no-such-session',
  '',
  ' ',
  '.',
  '..',
  '../other',
  '..%2fother',
  '%2e%2e%2f',
  '/',
  '//evil.example/x',
  '?a=b#c',
  '__proto__',
  'constructor',
  'toString',
  "' OR 1=1 --",
  '1; DROP TABLE sessions',
  '\u0000',
  '\r\nX-Injected: 1',
  '\ud800',
  'გ'.repeat(128),
  'x'.repeat(10_000),
  '<img src=x onerror=alert(1)>',
  'null',
  'undefined',
];

/** The operations with the id of a session in their path. */
const sessionOperations = operationNames.filter((name) =>
  operationOf(name).path.includes('{sessionId}'),
);

/** Abuse cases 2, 9, 10 and 13: no missing or hostile id finds anything. */
export const hostileTests: readonly ConformanceTest[] = [
  ...sessionOperations.map((name): ConformanceTest => {
    const capability = capabilityOf(name);
    return {
      title: `${name} finds no session by a missing or hostile id`,
      ...(capability && { capabilities: [capability] }),
      run: async ({ api }) => {
        await assertRejects(() => calls[name](api), 'not-found', 'A missing session');
        for (const id of ids) {
          const written = JSON.stringify(id).slice(0, 40);
          await assertRejects(
            () => calls[name](api, { id }),
            ['not-found', 'invalid'],
            `Id ${written}`,
          );
        }
      },
    };
  }),
  {
    title: 'getPhoto finds no photo by a missing or hostile id',
    run: async ({ api }) => {
      const [item] = await listAll(api);
      if (!item) return;
      for (const photoId of ids) {
        const written = JSON.stringify(photoId).slice(0, 40);
        const call = () => api.getPhoto(item.id, photoId);
        await assertRejects(call, ['not-found', 'invalid'], `Photo ${written}`);
      }
    },
  },
  {
    title: 'an answer belongs to the caller: changing it changes nothing else',
    run: async ({ api }) => {
      const [item] = await listAll(api);
      if (!item) return;
      const { id } = item;
      const before = await getSession(api, id);
      const answer = await api.getSession(id);
      answer.client.firstName = 'spoilt';
      answer.notes.length = 0;
      const page = await api.listSessions({});
      for (const shown of page.items) shown.client.lastName = 'spoilt';
      assertEqual(await getSession(api, id), before, 'The session read again');
    },
  },
];
