import { expect } from '@open-wc/testing';
import { type ReviewApi, ReviewError } from 'kv-review/api';
import { createMemoryApi, type MemoryApi } from 'kv-review/api/memory';
import { createCsvWriter } from 'kv-review/export/csv';
import { allQueries, openMatches } from 'kv-review/model';
import { defineConformanceTests, type ConformanceOptions } from 'kv-review/testing';

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
    'saves any bytes as a logo',
    /a logo that is not an image/,
    (api) => ({
      saveLogo: (logo, options) => api.saveLogo(logo, options).catch(() => api.getBranding()),
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

describe('conformance suite', () => {
  it('passes a correct adapter', async () => {
    expect(await failuresOf({ open: spoilt(() => ({})) })).to.deep.equal([]);
  });

  for (const [fault, caughtBy, replace] of faults) {
    it(`finds an adapter that ${fault}`, async () => {
      expect(await failuresOf({ open: spoilt(replace) }, caughtBy)).not.to.be.empty;
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
