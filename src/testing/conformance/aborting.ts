import type { ReviewApi } from '../../api/review-api.js';
import type { Capability } from '../../api/operations/capabilities.js';
import { assertEqual, assertRejects } from './assert.js';
import { getSession, listAll, newKey, type ConformanceTest, type Subject } from './subject.js';

type Call = (api: ReviewApi, signal: AbortSignal, subject: Subject) => Promise<unknown>;

const change = (signal: AbortSignal) => ({ version: '1', idempotencyKey: newKey(), signal });

const calls: readonly (readonly [
  name: keyof ReviewApi,
  capability: Capability | null,
  call: Call,
])[] = [
  ['getWorkspace', null, (api, signal) => api.getWorkspace({ signal })],
  ['listSessions', null, (api, signal) => api.listSessions({ search: 'a' }, { signal })],
  ['getSession', null, (api, signal) => api.getSession('no-such-session', { signal })],
  ['getPhoto', null, (api, signal) => api.getPhoto('no-such-session', 'no-photo', { signal })],
  [
    'decideSession',
    'decide',
    (api, signal) =>
      api.decideSession('no-such-session', { verdict: 'verify', note: null }, change(signal)),
  ],
  [
    'editClient',
    'edit-client',
    (api, signal) => api.editClient('no-such-session', { firstName: 'X' }, change(signal)),
  ],
  [
    'addNote',
    'add-note',
    (api, signal) => api.addNote('no-such-session', { text: 'x' }, change(signal)),
  ],
  [
    'recheckScreening',
    'recheck-screening',
    (api, signal) => api.recheckScreening('no-such-session', change(signal)),
  ],
  [
    'markFalsePositive',
    'mark-false-positive',
    (api, signal) =>
      api.markFalsePositive(
        'no-such-session',
        { falsePositive: false, matchId: 'no-match' },
        change(signal),
      ),
  ],
  [
    'recordActivity',
    'record-activity',
    (api, signal) => api.recordActivity({ action: 'export-csv', count: 0 }, { signal }),
  ],
];

export const abortingTests: readonly ConformanceTest[] = [
  ...calls.map(([name, capability, call]): ConformanceTest => ({
    title: `${name} is aborted by its signal, before and in flight`,
    ...(capability && { capabilities: [capability] }),
    run: async (subject) => {
      const { api } = subject;
      const aborted = AbortSignal.abort();
      await assertRejects(() => call(api, aborted, subject), 'aborted', 'Aborted before');
      const controller = new AbortController();
      const answer = call(api, controller.signal, subject);
      controller.abort();
      await assertRejects(() => answer, 'aborted', 'Aborted in flight');
    },
  })),
  {
    title: 'a signal that is aborted after the answer does no harm',
    run: async ({ api }) => {
      const controller = new AbortController();
      const { signal } = controller;
      const page = await api.listSessions({}, { signal });
      controller.abort(new TypeError('a reason of the caller'));
      assertEqual((await listAll(api)).length > 0, page.items.length > 0, 'Listed again');
    },
  },
  {
    title: 'a decision aborted in flight is made once when it is sent again with its key',
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
