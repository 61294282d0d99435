import { capabilityOf } from '../../api/operations/capabilities.js';
import {
  operationNames,
  operationOf,
  type OperationName,
} from '../../api/operations/operations.js';
import { assertEqual, assertRejects } from './assert.js';
import { calls } from './calls.js';
import { getSession, listAll, newKey, type ConformanceTest } from './subject.js';

/** The signal of a watch ends it without an error; `watchingTests` test that. */
const answering = operationNames.filter((name) => operationOf(name).answer !== 'events');

/** An adapter may lack an operation that is neither required nor a capability. */
const codesOf = (name: OperationName) =>
  operationOf(name).required || capabilityOf(name)
    ? (['aborted'] as const)
    : (['aborted', 'unsupported'] as const);

export const abortingTests: readonly ConformanceTest[] = [
  ...answering.map((name): ConformanceTest => {
    const capability = capabilityOf(name);
    return {
      title: `${name} is aborted by its signal, before the call and in flight`,
      ...(capability && { capabilities: [capability] }),
      run: async ({ api }) => {
        const codes = codesOf(name);
        await assertRejects(
          () => calls[name](api, { signal: AbortSignal.abort() }),
          codes,
          'Aborted before',
        );
        const controller = new AbortController();
        const answer = calls[name](api, { signal: controller.signal });
        controller.abort();
        await assertRejects(() => answer, codes, 'Aborted in flight');
      },
    };
  }),
  {
    title: 'a signal that is aborted after the answer changes nothing',
    run: async ({ api }) => {
      const controller = new AbortController();
      const { signal } = controller;
      const page = await api.listSessions({}, { signal });
      controller.abort(new TypeError('a reason of the caller'));
      assertEqual((await listAll(api)).length > 0, page.items.length > 0, 'Listed again');
    },
  },
  {
    title: 'a decision that is aborted in flight is made once if it is sent again with its key',
    capabilities: ['decide'],
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const controller = new AbortController();
      const options = { version, idempotencyKey: newKey() };
      const input = { verdict: 'verify', note: 'Sent twice.' } as const;
      const { signal } = controller;
      const first = api.decideSession(id('awaiting'), input, { ...options, signal });
      controller.abort();
      await assertRejects(() => first, 'aborted', 'The first');
      await api.decideSession(id('awaiting'), input, options);
      const { status, notes } = await getSession(api, id('awaiting'));
      const written = notes.filter((note) => note.text === input.note).length;
      assertEqual([status, written], ['success', 1], 'The session and its note');
    },
  },
];
