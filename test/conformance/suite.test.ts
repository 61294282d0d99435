import { expect } from '@open-wc/testing';
import { type ReviewApi, ReviewError } from 'kv-review/api';
import { createMemoryApi, type MemoryApi } from 'kv-review/api/memory';
import { createCsvWriter } from 'kv-review/export/csv';
import { allQueries, openMatches } from 'kv-review/model';
import {
  defineConformanceTests,
  type ConformanceCodes,
  type ConformanceOptions,
} from 'kv-review/testing';

import { createMemoryCodes } from './memory-codes.js';

type Run = () => Promise<void>;

/** Runs the tests of the suite whose titles match, and returns the titles of those that fail. */
async function failuresOf(
  options: Omit<ConformanceOptions, 'describe' | 'it' | 'name'>,
  titles = /./,
): Promise<string[]> {
  const tests: [title: string, run: Run][] = [];
  defineConformanceTests({
    queries: allQueries,
    ...options,
    name: 'under test',
    describe: (_title, define) => define(),
    it: Object.assign((title: string, run: Run) => tests.push([title, run]), { skip: () => {} }),
  });
  const chosen = tests.filter(([title]) => titles.test(title));
  expect(chosen, `tests titled ${String(titles)}`).not.to.be.empty;
  const failed: string[] = [];
  for (const [title, run] of chosen) await run().catch(() => failed.push(title));
  return failed;
}

/** The memory adapter with some of its methods replaced. */
const spoilt = (replace: (api: MemoryApi) => Partial<ReviewApi>): ConformanceOptions['open'] => {
  return ({ sessions, photos, screen, workspace }) => {
    const api = createMemoryApi({
      ...{ sessions, photos, screen, workspace },
      csvWriter: createCsvWriter,
    });
    return {
      signIn: (actor) => {
        const own = api.as(actor);
        return { ...own, ...replace(own) };
      },
    };
  };
};

const asMaster = (api: MemoryApi): MemoryApi => api.as({ id: 'm', name: 'M', role: 'master' });

const faults: readonly [
  fault: string,
  caughtBy: RegExp,
  replace: (api: MemoryApi) => Partial<ReviewApi>,
][] = [
  [
    'leaves out the last session of a page',
    /pages in the order -createdAt/,
    (api) => ({
      listSessions: async (query, options) => {
        const page = await api.listSessions(query, options);
        return page.nextCursor === null ? page : { ...page, items: page.items.slice(0, -1) };
      },
    }),
  ],
  [
    'repeats the same page',
    /pages in the order lastName/,
    (api) => ({
      listSessions: ({ cursor: _cursor, ...query }, options) => api.listSessions(query, options),
    }),
  ],
  [
    'always orders by creation',
    /pages in the order firstName/,
    (api) => ({
      listSessions: (query, options) => api.listSessions({ ...query, sort: '-createdAt' }, options),
    }),
  ],
  [
    'treats a foreign cursor as the beginning',
    /refuses a cursor that it did not issue/,
    (api) => ({
      listSessions: (query, options) =>
        api.listSessions(query, options).catch(() => api.listSessions({}, options)),
    }),
  ],
  [
    'searches for the first word only',
    /each word is a prefix/,
    (api) => ({
      listSessions: (query, options) =>
        api.listSessions({ ...query, search: query.search?.trim().split(/\s/)[0] ?? '' }, options),
    }),
  ],
  [
    'does not fold accents',
    /diacritics/,
    (api) => ({
      listSessions: async (query, options) => {
        const page = await api.listSessions(query, options);
        if (query.search !== 'lukasz') return page;
        return { ...page, items: page.items.filter(({ client }) => client.firstName === 'lukasz') };
      },
    }),
  ],
  [
    'ignores the filter by spoof',
    /filters select/,
    (api) => ({
      listSessions: (query, options) => api.listSessions({ ...query, spoof: [] }, options),
    }),
  ],
  [
    'counts too many',
    /countSessions counts/,
    (api) => ({
      countSessions: async (filter, options) => {
        const { count } = await api.countSessions(filter, options);
        return { count: count + 1, exact: true };
      },
    }),
  ],
  [
    'returns a session without its version',
    /getSession returns the same values/,
    (api) => ({
      getSession: async (id, options) => ({ ...(await api.getSession(id, options)), version: '' }),
    }),
  ],
  [
    'throws errors of its own',
    /getSession finds no session/,
    (api) => ({
      getSession: (id, options) =>
        api.getSession(id, options).catch(() => Promise.reject(new Error('404'))),
    }),
  ],
  [
    'returns an SVG as a photo',
    /getPhoto returns JPEG/,
    () => ({ getPhoto: async () => new Blob(['<svg/>'], { type: 'image/svg+xml' }) }),
  ],
  [
    'signs in everybody as the same user',
    /returns the signed-in user/,
    (api) => ({
      getWorkspace: (options) =>
        api.as({ id: 'x', name: 'X', role: 'master' }).getWorkspace(options),
    }),
  ],
  [
    'ignores the signal',
    /listSessions is aborted/,
    (api) => ({ listSessions: (query) => api.listSessions(query) }),
  ],
  [
    'ignores the idempotency key',
    /same idempotency key and body/,
    (api) => ({
      decideSession: (id, input, options) =>
        api.decideSession(id, input, { ...options, idempotencyKey: crypto.randomUUID() }),
    }),
  ],
  [
    'answers a known key with any body',
    /with another body is invalid/,
    (api) => ({
      decideSession: (id, input, options) =>
        api.decideSession(id, input, options).catch(() => api.getSession(id)),
    }),
  ],
  [
    'ignores the version',
    /a stale version is a conflict, and/,
    (api) => ({
      decideSession: async (id, input, options) => {
        const { version } = await api.getSession(id);
        return api.decideSession(id, input, { ...options, version });
      },
    }),
  ],
  [
    'does not report who decided',
    /two agents at once/,
    (api) => ({
      decideSession: (id, input, options) =>
        api.decideSession(id, input, options).catch((error: unknown) => {
          const { code, message } = ReviewError.from(error);
          throw new ReviewError(code, message);
        }),
    }),
  ],
  [
    'accepts a rejection without a reason',
    /reject without a reason/,
    (api) => ({
      decideSession: (id, input, options) =>
        api.decideSession(
          id,
          input.verdict === 'reject' && input.reasons.length === 0
            ? { ...input, reasons: ['spam'] }
            : input,
          options,
        ),
    }),
  ],
  [
    'does not record an edit',
    /records who changed them/,
    (api) => ({
      editClient: async (id, edit, options) => ({
        ...(await api.editClient(id, edit, options)),
        changes: [],
      }),
    }),
  ],
  [
    'reports a failed screening as clear',
    /a failed screening is unknown/,
    (api) => ({
      recheckScreening: async (id, options) => {
        const answer = await api.recheckScreening(id, options);
        const { screening } = answer;
        if (screening.status !== 'unknown' || screening.checkedAt === null) return answer;
        const { checkedAt } = screening;
        return { ...answer, screening: { status: 'clear', checkedAt, lists: [] } };
      },
    }),
  ],
  [
    'forgets false positives at the next screening',
    /a false positive applies to later/,
    (api) => ({
      recheckScreening: async (id, options) => {
        const answer = await api.recheckScreening(id, options);
        const { screening } = answer;
        if (screening.status !== 'match') return answer;
        const matches = screening.matches.map((match) => ({ ...match, falsePositive: null }));
        return { ...answer, screening: { ...screening, matches } };
      },
    }),
  ],
  [
    'treats a false positive as no match',
    /never makes the result clear/,
    (api) => ({
      markFalsePositive: async (id, input, options) => {
        const answer = await api.markFalsePositive(id, input, options);
        const { screening } = answer;
        if (openMatches(screening).length > 0 || screening.status !== 'match') return answer;
        const { checkedAt, lists } = screening;
        return { ...answer, screening: { status: 'clear', checkedAt, lists } };
      },
    }),
  ],
  [
    'drops fields that an agent may not set instead of refusing them',
    /fields that an agent may not set/,
    (api) => ({
      editClient: (id, edit, options) => {
        const { firstName } = edit;
        return api.editClient(id, firstName === undefined ? edit : { firstName }, options);
      },
    }),
  ],
  [
    'does more than it declares',
    /the workspace declares/,
    (api) => ({
      getWorkspace: async (options) => ({
        ...(await api.getWorkspace(options)),
        capabilities: [],
      }),
    }),
  ],
  [
    'lets an agent read the settings',
    /forbidden from getSettings$/,
    (api) => ({ getSettings: (options) => asMaster(api).getSettings(options) }),
  ],
  [
    'lets an agent see the web hooks',
    /forbidden from listWebHooks/,
    (api) => ({ listWebHooks: (options) => asMaster(api).listWebHooks(options) }),
  ],
  [
    'lets an agent preview a change',
    /forbidden from previewSettings/,
    (api) => ({ previewSettings: (...given) => asMaster(api).previewSettings(...given) }),
  ],
  [
    'lets an agent remove the logo',
    /forbidden from removeLogo/,
    (api) => ({ removeLogo: (options) => asMaster(api).removeLogo(options) }),
  ],
  [
    'saves over the settings of another user',
    /a stale version is a conflict that changes nothing/,
    (api) => ({
      saveSettings: async (change, options) => {
        const { version } = await api.getSettings();
        return api.saveSettings(change, { ...options, version });
      },
    }),
  ],
  [
    'refuses what it has saved already',
    /what is saved already is saved again/,
    (api) => ({
      saveSettings: async (change, options) => {
        const { version } = await api.getSettings();
        if (version !== options.version) throw new ReviewError('conflict', 'Stale.');
        return api.saveSettings(change, options);
      },
    }),
  ],
  [
    'shows the settings of today as those of every version',
    /the version before stays readable/,
    (api) => ({ getSettingsVersion: () => api.getSettings() }),
  ],
  [
    'loses what a page leaves out of a section',
    /members that a page leaves out/,
    (api) => ({
      saveSettings: (change, options) =>
        api.saveSettings(
          change.section === 'awaiting'
            ? { ...change, values: { documentReview: false, ...change.values } }
            : change,
          options,
        ),
    }),
  ],
  [
    'does not change the workspace with the settings',
    /agents see the fields, reasons and level/,
    (api) => {
      const before = api.getWorkspace();
      return { getWorkspace: () => before };
    },
  ],
  [
    'accepts unknown members of the settings',
    /saveSettings refuses an unknown member/,
    (api) => ({
      saveSettings: (change, options) =>
        api.saveSettings(change, options).catch(() => api.getSettings()),
    }),
  ],
  [
    'counts no use of a field',
    /countSettingUse counts/,
    () => ({ countSettingUse: async () => ({ count: 0, exact: true }) }),
  ],
  [
    'forgets the due dates of sessions that wait already',
    /date the sessions that wait already/,
    (api) => {
      const before = api.listSessions({ limit: 200 });
      return { listSessions: () => before };
    },
  ],
  [
    'sorts what is due as it was created',
    /the order dueAt begins/,
    (api) => ({
      listSessions: (query, options) =>
        api.listSessions({ ...query, sort: '-createdAt', cursor: null, limit: 200 }, options),
    }),
  ],
  [
    'shows everything as overdue',
    /lists and counts select what is overdue/,
    (api) => ({
      listSessions: ({ due: _, ...query }, options) => api.listSessions(query, options),
    }),
  ],
  [
    'keeps decided sessions in the queue',
    /no longer due/,
    (api) => ({
      decideSession: async (...given) => ({
        ...(await api.decideSession(...given)),
        awaitingSince: '2026-03-01T00:00:00Z',
      }),
    }),
  ],
  [
    'previews without progress',
    /how many sessions would end otherwise/,
    (api) => ({ previewSettings: (input) => api.previewSettings(input) }),
  ],
  [
    'saves what it should only preview',
    /previewSettings changes nothing/,
    (api) => ({
      previewSettings: async (input) => {
        const { version, settings } = await api.getSettings();
        const frontToBackCompare = !settings.frontToBackCompare;
        await api.saveSettings(
          { section: 'awaiting', values: { frontToBackCompare } },
          { version },
        );
        return { ...(await api.previewSettings(input)), version };
      },
    }),
  ],
  [
    'guesses the countries of addresses',
    /whose address is not known any more/,
    (api) => ({
      previewSettings: async (input, options) => {
        const preview = await api.previewSettings(input, options);
        return { ...preview, leftOut: { evidence: 0, ipCountry: 0 } };
      },
    }),
  ],
  [
    'shows the secret of a web hook again',
    /which no later answer shows/,
    (api) => {
      let secret = '';
      return {
        addWebHook: async (hook, options) => {
          const added = await api.addWebHook(hook, options);
          ({ secret } = added);
          return added;
        },
        listWebHooks: async (options) => {
          const { hooks } = await api.listWebHooks(options);
          return { hooks: hooks.map((hook) => ({ ...hook, secret })) };
        },
      };
    },
  ],
  [
    'changes a web hook over another user',
    /has changed is not changed, replaced or removed unseen/,
    (api) => ({
      changeWebHook: async (id, change, options) => {
        const { hooks } = await api.listWebHooks();
        return api.changeWebHook(id, change, hooks.find((hook) => hook.id === id) ?? options);
      },
    }),
  ],
  [
    'shows no delivery in the list of web hooks',
    /the newest delivery of each web hook/,
    (api) => ({
      listWebHooks: async (options) => {
        const { hooks } = await api.listWebHooks(options);
        return { hooks: hooks.map((hook) => ({ ...hook, lastDelivery: null })) };
      },
    }),
  ],
  [
    'gives a redelivery another id',
    /sent again with the same id/,
    (api) => ({ redeliverWebHook: (hookId) => api.testWebHook(hookId) }),
  ],
  [
    'calls any URL',
    /a URL that must not be called/,
    (api) => ({
      addWebHook: (hook, options) =>
        api.addWebHook({ ...hook, url: 'https://hooks.example/' }, options),
    }),
  ],
  [
    'lets an agent read the statistics',
    /forbidden from getStatistics/,
    (api) => ({ getStatistics: (...given) => asMaster(api).getStatistics(...given) }),
  ],
  [
    'leaves out the entries of the first page of a timeline',
    /from its creation on|both orders and all pages/,
    (api) => ({
      getTimeline: async (...given) => {
        const page = await api.getTimeline(...given);
        return { ...page, items: page.items.slice(1) };
      },
    }),
  ],
  [
    'shows in a timeline who read it',
    /neither who opened it nor other sessions/,
    (api) => ({
      getTimeline: async (id, options) => {
        const page = await api.getTimeline(id, options);
        const { actor } = await api.getWorkspace();
        const at = new Date().toISOString();
        const opened = { kind: 'other', at, by: actor, name: 'session-read' } as const;
        return page.nextCursor === null ? { ...page, items: [...page.items, opened] } : page;
      },
    }),
  ],
  [
    'ignores the order of a timeline',
    /both orders and all pages/,
    (api) => ({
      getTimeline: (id, options) => api.getTimeline(id, { ...options, order: 'newest' }),
    }),
  ],
  [
    'counts a session on the day of UTC',
    /by the days of the company’s time zone/,
    (api) => ({
      getStatistics: async (query, options) => {
        const answer = await api.getStatistics(query, options);
        const periods = answer.range.periods.map((period, index, others) => ({
          ...period,
          outcomes: others[index + 1]?.outcomes ?? [],
        }));
        return { ...answer, range: { ...answer.range, periods } };
      },
    }),
  ],
  [
    'counts no document types',
    /counts document types and the queue/,
    (api) => ({
      getStatistics: async (query, options) => {
        const answer = await api.getStatistics(query, options);
        const documentTypes = { groups: [], rest: [] };
        return { ...answer, range: { ...answer.range, documentTypes } };
      },
    }),
  ],
  [
    'compares with the days before a month instead of the month before',
    /compares with the range before/,
    (api) => ({
      getStatistics: async (query, options) => {
        const answer = await api.getStatistics(query, options);
        if (!query.compare || query.from !== '2026-02-01') return answer;
        const { range } = await api.getStatistics({ from: '2026-01-04', to: '2026-01-31' });
        return { ...answer, before: range };
      },
    }),
  ],
  [
    'counts a decision later',
    /a decision is counted at once/,
    (api) => {
      let first: ReturnType<ReviewApi['getStatistics']> | undefined;
      return { getStatistics: (query, options) => (first ??= api.getStatistics(query, options)) };
    },
  ],
  [
    'answers any range',
    /getStatistics refuses/,
    (api) => ({
      getStatistics: (query, options) =>
        api
          .getStatistics(query, options)
          .catch(() => api.getStatistics({ from: '2026-01-01', to: '2026-01-02' })),
    }),
  ],
  [
    'names a user',
    /names no client, no user/,
    (api) => ({
      getStatistics: async (query, options) => {
        const answer = await api.getStatistics(query, options);
        const reasons = { groups: [{ id: 'Ben Colleague', count: 1 }], rest: 0 };
        return { ...answer, range: { ...answer.range, reasons } };
      },
    }),
  ],
  [
    'relates a session to itself',
    /finds nothing where sessions share only the address of many/,
    (api) => ({
      listRelatedSessions: async (id, options) => {
        const answer = await api.listRelatedSessions(id, options);
        const { createdAt, status, client, decision } = await api.getSession(id);
        const itself = { id, createdAt, status, client, decision, same: ['address' as const] };
        return { ...answer, sessions: [itself, ...answer.sessions] };
      },
    }),
  ],
  [
    'finds no related sessions',
    /finds the same document number/,
    () => ({ listRelatedSessions: () => Promise.resolve({ sessions: [], hasMore: false }) }),
  ],
  [
    'finds related sessions by the numbers as they were',
    /as they are after an edit/,
    (api) => {
      const first = new Map<string, ReturnType<ReviewApi['listRelatedSessions']>>();
      return {
        listRelatedSessions: async (id, options) => {
          const answer = await api.listRelatedSessions(id, options);
          const known = await first.get(id);
          if (!known && answer.sessions.length > 0) first.set(id, Promise.resolve(answer));
          return known ?? answer;
        },
      };
    },
  ],
  [
    'says nothing about the decision of a related session',
    /its decision with the reasons/,
    (api) => ({
      listRelatedSessions: async (id, options) => {
        const { sessions, hasMore } = await api.listRelatedSessions(id, options);
        return { sessions: sessions.map((each) => ({ ...each, decision: null })), hasMore };
      },
    }),
  ],
  [
    'lists the oldest related sessions first',
    /at most 20, the newest first/,
    (api) => ({
      listRelatedSessions: async (id, options) => {
        const { sessions, hasMore } = await api.listRelatedSessions(id, options);
        return { sessions: sessions.toReversed(), hasMore };
      },
    }),
  ],
  [
    'does not say that there are more related sessions',
    /at most 20, the newest first/,
    (api) => ({
      listRelatedSessions: async (id, options) => ({
        ...(await api.listRelatedSessions(id, options)),
        hasMore: false,
      }),
    }),
  ],
  [
    'drops the session that a rejection names as its duplicate',
    /keeps the session that it duplicates/,
    (api) => ({
      decideSession: (id, input, options) => {
        if (input.verdict !== 'reject') return api.decideSession(id, input, options);
        const { duplicateOf: _, ...known } = input;
        return api.decideSession(id, known, options);
      },
    }),
  ],
  [
    'accepts a rejection as a duplicate of anything',
    /duplicates neither itself nor a missing one/,
    (api) => ({
      decideSession: (id, input, options) =>
        api.decideSession(id, input, options).catch(() => api.getSession(id)),
    }),
  ],
  [
    'accepts any colour',
    /colours, fonts and names/,
    (api) => ({
      saveSettings: (change, options) =>
        change.section === 'branding' ? api.getSettings() : api.saveSettings(change, options),
    }),
  ],
  [
    'keeps the former logo',
    /until another replaces it/,
    (api) => {
      const logos = asMaster(api);
      return { getLogo: async () => logos.getLogo((await logos.getBranding()).logoVersion ?? '') };
    },
  ],
  [
    'replaces the logo of another user',
    /not replaced or removed unseen/,
    (api) => ({
      saveLogo: async (logo, options) => {
        const { logoVersion } = await api.getBranding();
        return api.saveLogo(logo, { ...options, version: logoVersion ?? 'none' });
      },
    }),
  ],
  [
    'saves any bytes as a logo',
    /a logo that is not an image/,
    (api) => ({
      saveLogo: (logo, options) => api.saveLogo(logo, options).catch(() => api.getBranding()),
    }),
  ],
  [
    'lets an agent read the activity log',
    /an agent gets forbidden from listActivity$/,
    (api) => ({ listActivity: (...given) => asMaster(api).listActivity(...given) }),
  ],
  [
    'writes what users wrote into the log',
    /contains no text that a user wrote/,
    (api) => ({
      listActivity: async (...given) => {
        const page = await api.listActivity(...given);
        const note = { text: 'A text that nobody may find in the log' };
        return { ...page, items: page.items.map((entry) => ({ ...entry, ...note })) };
      },
    }),
  ],
  [
    'ignores the filter by session',
    /selects by user, kind, session and time/,
    (api) => ({
      listActivity: (query, options) => api.listActivity({ ...query, sessionId: null }, options),
    }),
  ],
  [
    'begins each page of the log at the newest entry',
    /pages of the log follow each other/,
    (api) => {
      let pages = 0;
      return {
        listActivity: async ({ cursor, ...query }, options) => {
          const page = await api.listActivity(query, options);
          return { ...page, nextCursor: (pages += 1) % 3 === 0 ? null : page.nextCursor };
        },
      };
    },
  ],
  [
    'answers with the whole log what was added',
    /receives what was added since/,
    (api) => ({
      listActivity: ({ after, ...query }, options) => api.listActivity(query, options),
    }),
  ],
  [
    'records each page of the log that is read',
    /reading the log is in the log once/,
    (api) => ({
      listActivity: async (query, options) => {
        if (query.after) await api.listActivity({}, options);
        return api.listActivity(query, options);
      },
    }),
  ],
  [
    'exports the log without an entry',
    /is itself in the log/,
    (api) => {
      let entries = 0;
      return {
        exportActivity: async (...given) => {
          const file = await api.exportActivity(...given);
          entries = file.count;
          return file;
        },
        listActivity: async (query, options) => {
          const page = await api.listActivity(query, options);
          return query.actions?.includes('activity-exported') && entries > 0
            ? { ...page, items: [] }
            : page;
        },
      };
    },
  ],
  [
    'knows nothing of the check of its log',
    /the log is as it was written/,
    (api) => ({
      getActivityChain: async (options) => ({
        ...(await api.getActivityChain(options)),
        checkedInFullAt: null,
      }),
    }),
  ],
  [
    'shares one object with all callers',
    /an answer belongs to the caller/,
    (api) => {
      const known = new Map<string, ReturnType<ReviewApi['getSession']>>();
      return {
        getSession: (id) => {
          const answer = known.get(id) ?? api.getSession(id);
          known.set(id, answer);
          return answer;
        },
      };
    },
  ],
];

/** A backend whose codes have some of their methods replaced. */
const spoiltCodes = (
  replace: (codes: ConformanceCodes) => Partial<ConformanceCodes>,
): ConformanceOptions['open'] => {
  return ({ workspace }) => {
    const memory = createMemoryApi({ sessions: [], workspace });
    const codes = createMemoryCodes(memory);
    return { signIn: (actor) => memory.as(actor), codes: { ...codes, ...replace(codes) } };
  };
};

/** The code that a request sends; empty without one. */
const codeIn = ({ body }: RequestInit): string =>
  typeof body === 'string' ? (/"code":"([^"]*)"/.exec(body)?.[1] ?? '') : '';

const codeFaults: readonly [
  fault: string,
  caughtBy: RegExp,
  replace: (codes: ConformanceCodes) => Partial<ConformanceCodes>,
][] = [
  [
    'signs in a colleague',
    /for a token of its user/,
    ({ issue }) => ({ issue: (actor) => issue({ ...actor, id: 'agent-9' }) }),
  ],
  [
    'lets caches store tokens',
    /no cache stores a token/,
    ({ send }) => ({
      send: async (path, init) => {
        const answer = new Response((await send(path, init)).body, { status: 200 });
        answer.headers.set('cache-control', 'no-cache');
        return answer;
      },
    }),
  ],
  [
    'accepts a code twice',
    /works once/,
    ({ send }) => {
      const answers = new Map<unknown, Promise<Response>>();
      return {
        send: async (path, init) => {
          const answer = answers.get(init.body) ?? send(path, init);
          answers.set(init.body, answer);
          return (await answer).clone();
        },
      };
    },
  ],
  [
    'accepts a code twice at the same time',
    /ten requests with a code at once/,
    ({ issue, send }) => {
      const spares = new Map<string, string>();
      return {
        issue: async (actor) => {
          const code = await issue(actor);
          spares.set(code, await issue(actor));
          return code;
        },
        send: async (path, init) => {
          const first = await send(path, init);
          const spare = spares.get(codeIn(init));
          if (first.ok || spare === undefined) return first;
          return send(path, { ...init, body: JSON.stringify({ code: spare }) });
        },
      };
    },
  ],
  ['accepts an old code', /valid for less than a minute/, () => ({ passMinute: () => undefined })],
  [
    'says that a code was used',
    /one and the same answer/,
    ({ send }) => {
      const used = new Set<unknown>();
      return {
        send: async (path, init) => {
          const answer = await send(path, init);
          if (answer.ok) used.add(init.body);
          const isUsed = !answer.ok && used.has(init.body);
          return isUsed ? Response.json({ detail: 'used' }, { status: 401 }) : answer;
        },
      };
    },
  ],
  [
    'names the user of a code',
    /names nobody/,
    ({ send }) => ({
      send: async (path, init) => {
        const answer = await send(path, init);
        return answer.ok ? answer : Response.json({ detail: 'Ana Agent' }, { status: 401 });
      },
    }),
  ],
  [
    'reads a code from the address',
    /has the code in its address/,
    ({ send }) => ({
      send: (path, init) => {
        const code = new URLSearchParams(path.split('?')[1]).get('code');
        const body = code === null ? {} : { body: JSON.stringify({ code }) };
        return send(path, { ...init, ...body });
      },
    }),
  ],
];

describe('conformance suite', () => {
  it('passes a correct adapter', async () => {
    expect(await failuresOf({ open: spoilt(() => ({})) })).to.deep.equal([]);
  });

  for (const [fault, caughtBy, replace] of faults) {
    it(`finds an adapter that ${fault}`, async () => {
      expect(await failuresOf({ open: spoilt(replace) }, caughtBy)).not.to.be.empty;
    });
  }

  it('passes correct codes, and finds a backend that declares codes and has none', async () => {
    const titles = /\b(codes?|tokens?)\b/;
    expect(await failuresOf({ codes: true, open: spoiltCodes(() => ({})) }, titles)).to.be.empty;
    const open = spoilt(() => ({}));
    expect(await failuresOf({ codes: true, open }, titles)).to.have.length(7);
  });

  for (const [fault, caughtBy, replace] of codeFaults) {
    it(`finds a backend that ${fault}`, async () => {
      const options = { codes: true, open: spoiltCodes(replace) };
      expect(await failuresOf(options, caughtBy)).not.to.be.empty;
    });
  }

  it('finds an adapter that answers queries that it does not declare', async () => {
    const queries = { search: false, filters: [], sorts: ['-createdAt' as const], count: true };
    const failed = await failuresOf(
      {
        queries,
        open: spoilt((api) => ({
          getWorkspace: async (options) => ({ ...(await api.getWorkspace(options)), queries }),
        })),
      },
      /not declared/,
    );
    expect(failed).to.deep.equal([
      'listSessions refuses a query that is not declared, as unsupported',
      'countSessions refuses a filter that is not declared, as unsupported',
    ]);
  });

  it('finds an adapter that declares too many capabilities', async () => {
    const options = { capabilities: ['decide', 'edit-client', 'add-note'] as const };
    const failed = await failuresOf(
      { ...options, open: spoilt(() => ({})) },
      /declares|unsupported/,
    );
    expect(failed).to.include.members([
      'the workspace declares the expected capabilities: decide, edit-client, add-note',
      "without the capability 'thumbnails', listThumbnails is unsupported",
      "without the capability 'recheck-screening', recheckScreening is unsupported",
      "without the capability 'mark-false-positive', markFalsePositive is unsupported",
      "without the capability 'record-activity', recordActivity is unsupported",
      "without the capability 'push', watchSessions is unsupported",
    ]);
  });

  it('runs on sessions that an adapter lends, and decides each once', async () => {
    const decided: string[] = [];
    let shared: MemoryApi | undefined;
    const failed = await failuresOf({
      samples: {
        awaiting: Array.from({ length: 21 }, (_, index) => index * 3).flatMap((first) =>
          [first, first + 1, first + 2]
            .filter((index) => [0, 2, 4].includes(index % 6))
            .map((index) => `conformance-${String(index).padStart(4, '0')}`),
        ),
        success: ['conformance-0001'],
        rejected: ['conformance-0003'],
        processing: ['conformance-0005'],
      },
      open: ({ sessions, photos, screen, workspace }) => {
        shared ??= createMemoryApi({
          ...{ sessions, photos, screen, workspace },
          csvWriter: createCsvWriter,
        });
        const api = shared;
        return {
          signIn: (actor) => ({
            ...api.as(actor),
            decideSession: async (id, input, options) => {
              const answer = await api.as(actor).decideSession(id, input, options);
              decided.push(`${id} ${options.idempotencyKey}`);
              return answer;
            },
          }),
        };
      },
    });
    expect(failed).to.deep.equal([]);
    expect(new Set(decided).size).to.be.greaterThan(5);
  });
});
