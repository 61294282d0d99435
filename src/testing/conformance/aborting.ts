import { capabilityOf } from '../../api/operations/capabilities.js';
import {
  operationNames,
  operationOf,
  type OperationName,
} from '../../api/operations/operations.js';
import type { ReviewApi } from '../../api/review-api.js';
import { assertEqual, assertRejects } from './assert.js';
import { getSession, listAll, newKey, type ConformanceTest } from './subject.js';

type Call = (api: ReviewApi, signal: AbortSignal) => Promise<unknown>;

/** The signal of a watch ends it without an error; `watchingTests` test that. */
type Answering = Exclude<OperationName, 'watchSessions'>;

const change = (signal: AbortSignal) => ({ version: '1', idempotencyKey: newKey(), signal });

const calls: Readonly<Record<Answering, Call>> = {
  getWorkspace: (api, signal) => api.getWorkspace({ signal }),
  listSessions: (api, signal) => api.listSessions({}, { signal }),
  countSessions: (api, signal) => api.countSessions({}, { signal }),
  getSession: (api, signal) => api.getSession('no-such-session', { signal }),
  getPhoto: (api, signal) => api.getPhoto('no-such-session', 'no-photo', { signal }),
  listThumbnails: (api, signal) =>
    api.listThumbnails(
      { photos: [{ sessionId: 'no-such-session', photoId: 'no-photo' }] },
      { signal },
    ),
  decideSession: (api, signal) =>
    api.decideSession('no-such-session', { verdict: 'verify', note: null }, change(signal)),
  editClient: (api, signal) =>
    api.editClient('no-such-session', { firstName: 'X' }, change(signal)),
  addNote: (api, signal) => api.addNote('no-such-session', { text: 'x' }, change(signal)),
  recheckScreening: (api, signal) => api.recheckScreening('no-such-session', change(signal)),
  markFalsePositive: (api, signal) =>
    api.markFalsePositive(
      'no-such-session',
      { falsePositive: false, matchId: 'no-match' },
      change(signal),
    ),
  recordActivity: (api, signal) =>
    api.recordActivity({ action: 'export-csv', count: 0 }, { signal }),
};

const isAnswering = (name: OperationName): name is Answering => name in calls;

/** An adapter may lack an operation that is neither required nor a capability. */
const codesOf = (name: Answering) =>
  operationOf(name).required || capabilityOf(name)
    ? (['aborted'] as const)
    : (['aborted', 'unsupported'] as const);

export const abortingTests: readonly ConformanceTest[] = [
  ...operationNames.filter(isAnswering).map((name): ConformanceTest => {
    const capability = capabilityOf(name);
    return {
      title: `${name} is aborted by its signal, before the call and in flight`,
      ...(capability && { capabilities: [capability] }),
      run: async ({ api }) => {
        const call = calls[name];
        const codes = codesOf(name);
        const aborted = AbortSignal.abort();
        await assertRejects(() => call(api, aborted), codes, 'Aborted before');
        const controller = new AbortController();
        const answer = call(api, controller.signal);
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
