import type { ReviewApi } from '../api/review-api.js';
import { queriesOf, type Queries } from '../model/queries.js';
import { sessionStatus, type SessionStatus } from '../model/session.js';
import {
  capabilities as allCapabilities,
  capabilityOf,
  type Capability,
} from '../api/operations/capabilities.js';
import { operationNames } from '../api/operations/operations.js';
import { workspace } from '../api/workspace.js';
import type { Actor } from '../model/workspace.js';
import { abortingTests } from './conformance/aborting.js';
import { activityTests } from './conformance/activity.js';
import { assertEqual, assertRejects, assertValid, ConformanceError } from './conformance/assert.js';
import { calls } from './conformance/calls.js';
import { claimingTests, decidingUnderClaimTests } from './conformance/claims.js';
import { decidingTests } from './conformance/deciding.js';
import { editingTests, mixedTests, notingTests } from './conformance/editing.js';
import {
  createFixture,
  fixtureActors,
  type ConformanceActors,
  type ConformanceFixture,
} from './conformance/fixture.js';
import { dueTests } from './conformance/due.js';
import { exchangingTests, type ConformanceCodes } from './conformance/exchanging.js';
import { exportingTests } from './conformance/exporting.js';
import { hostileTests } from './conformance/hostile.js';
import {
  brandingTests,
  previewTests,
  settingsTests,
  webHookTests,
} from './conformance/managing.js';
import { readingTests } from './conformance/reading.js';
import { relatedTests } from './conformance/related.js';
import { markingTests, recheckingTests, screeningTests } from './conformance/screening.js';
import { searchingTests } from './conformance/searching.js';
import { statisticsTests } from './conformance/statistics.js';
import type { ConformanceLeases, ConformanceTest, SessionNeeds } from './conformance/subject.js';
import { timelineTests } from './conformance/timeline.js';
import { watchingTests } from './conformance/watching.js';

export type { ConformanceActors, ConformanceCodes, ConformanceFixture, ConformanceLeases };

/** A backend that is ready for one test. */
export interface ConformanceBackend {
  /** The adapter for one user. All users see the same sessions. */
  signIn(actor: Actor): ReviewApi | Promise<ReviewApi>;
  /** Required with the option `codes`. */
  readonly codes?: ConformanceCodes;
  /** Required with the option `leases`. */
  readonly leases?: ConformanceLeases;
  /** Called when the test is over. */
  close?(): unknown;
}

/** The ids of sessions that an adapter with its own data lends to the suite, by status. */
export type ConformanceSamples = Readonly<Partial<Record<SessionStatus, readonly string[]>>>;

export interface ConformanceOptions {
  /** From mocha, vitest, node:test, jest … */
  readonly describe: (title: string, define: () => void) => unknown;
  /** A test that cannot run is reported by `skip`, or, if the runner lacks it, as passed. */
  readonly it: ((title: string, run: () => Promise<void>) => unknown) & {
    readonly skip?: (title: string, run: () => Promise<void>) => unknown;
  };
  /** The name of the adapter, for the report. */
  readonly name: string;
  /**
   * Makes a backend for one test. It must contain exactly the sessions of the fixture, unless `samples`
   * are given.
   */
  readonly open: (fixture: ConformanceFixture) => ConformanceBackend | Promise<ConformanceBackend>;
  /**
   * The capabilities that the adapter must declare. Methods of other capabilities must reject with
   * `unsupported`. Default: all capabilities with an operation, and `due` if `queries` has its filter.
   */
  readonly capabilities?: readonly Capability[];
  /** The queries that the adapter must declare. Tests of others are skipped. Default: as if it declares none. */
  readonly queries?: Queries;
  /** Whether the backend exchanges single-use codes for tokens (`POST /v1/code-exchange`). Default: no. */
  readonly codes?: boolean;
  /** Whether the backend can make its claims end. Default: no. */
  readonly leases?: boolean;
  /**
   * For a backend with sessions of its own, at most 2,000: those that the tests may decide and edit,
   * each once. Thirty that await action and one of each other status are enough for all tests.
   */
  readonly samples?: ConformanceSamples;
  /** The users who sign in. Default: those of the fixture. */
  readonly actors?: ConformanceActors;
}

const optionalOperations = operationNames.flatMap((name) => {
  const capability = capabilityOf(name);
  return capability ? [{ name, capability }] : [];
});

/** The capabilities with an operation. */
const optionalCapabilities = allCapabilities.filter((known) =>
  optionalOperations.some(({ capability }) => capability === known),
);

/** The capabilities that the suite expects to be declared. */
const declarable: readonly Capability[] = [...optionalCapabilities, 'due'];

function declarationTests(capabilities: readonly Capability[]): ConformanceTest[] {
  const declares: ConformanceTest = {
    title: `the workspace declares the expected capabilities: ${capabilities.join(', ') || 'nothing'}`,
    run: async ({ api }) => {
      const answer = assertValid(workspace, await api.getWorkspace(), 'The workspace');
      const declared = declarable.filter((name) => answer.capabilities.includes(name));
      const expected = declarable.filter((name) => capabilities.includes(name));
      assertEqual(declared, expected, 'Declared capabilities');
    },
  };
  const lacking = optionalOperations.filter(({ capability }) => !capabilities.includes(capability));
  const declaresQueries: ConformanceTest = {
    title: 'the workspace declares the expected queries',
    run: async ({ api, queries }) => {
      const answer = assertValid(workspace, await api.getWorkspace(), 'The workspace');
      assertEqual(sorted(queriesOf(answer)), sorted(queries), 'Declared queries');
    },
  };
  const withoutClaims: ConformanceTest = {
    title: 'without the capability ‘claims’, no session has a claim',
    run: async ({ api }) => {
      assertEqual((await api.getWorkspace()).claims, undefined, 'The rule for claims');
      const { items } = await api.listSessions({});
      assertEqual(items.filter(({ claim }) => claim).length, 0, 'Claimed sessions');
    },
  };
  return [
    declares,
    declaresQueries,
    ...(capabilities.includes('claims') ? [] : [withoutClaims]),
    ...lacking.map(({ name, capability }): ConformanceTest => ({
      title: `without the capability '${capability}', ${name} is unsupported`,
      run: async ({ api }) => {
        await assertRejects(() => calls[name](api), 'unsupported', name);
      },
    })),
  ];
}

const sorted = ({ filters, sorts, offset = false, ...others }: Queries): Queries => ({
  ...others,
  offset,
  filters: [...filters].sort(),
  sorts: [...sorts].sort(),
});

const needing = (
  capability: Capability,
  tests: readonly ConformanceTest[],
): readonly ConformanceTest[] =>
  tests.map((test) => ({ ...test, capabilities: [capability, ...(test.capabilities ?? [])] }));

const groups = (
  capabilities: readonly Capability[],
): Record<string, readonly ConformanceTest[]> => ({
  capabilities: declarationTests(capabilities),
  reading: readingTests,
  search: searchingTests.map((test) => ({ ...test, isFor: ({ search }: Queries) => search })),
  export: needing('export', exportingTests),
  decisions: needing('decide', decidingTests),
  edits: needing('edit-client', editingTests),
  notes: needing('add-note', notingTests),
  'decisions and edits together': mixedTests,
  'false positives': needing('mark-false-positive', markingTests),
  'screening again': needing('recheck-screening', recheckingTests),
  'screening and false positives together': screeningTests,
  'missing and hostile names': hostileTests,
  settings: needing('settings', settingsTests),
  'policy preview': needing('policy-preview', previewTests),
  'web hooks': needing('web-hooks', webHookTests),
  branding: needing('branding', brandingTests),
  'activity log': needing('activity', activityTests),
  statistics: needing('statistics', statisticsTests),
  timeline: needing('timeline', timelineTests),
  claims: needing('claims', claimingTests),
  'decisions under a claim': needing('claims', needing('decide', decidingUnderClaimTests)),
  due: needing('due', dueTests),
  'related sessions': needing('related', relatedTests),
  abort: abortingTests,
  events: needing('push', watchingTests),
  'single-use codes': exchangingTests.map((test) => ({ ...test, usesCodes: true })),
});

type Lent = ReadonlyMap<SessionStatus, readonly string[]>;

/** Lends sessions to tests. Each test has all sessions of the fixture. */
function createLender(
  samples: ConformanceSamples | undefined,
): (needs: SessionNeeds) => Lent | string {
  const all = samples ?? idsByStatus();
  const usedCount = new Map<SessionStatus, number>();
  return (needs) => {
    const lent = new Map<SessionStatus, readonly string[]>();
    for (const [name, count] of Object.entries(needs)) {
      const status = name as SessionStatus;
      const used = usedCount.get(status) ?? 0;
      // No test changes sessions of other statuses, so one of them is enough for all tests.
      const start = samples && status === 'awaiting' ? used : 0;
      const ids = (all[status] ?? []).slice(start, start + count);
      if (ids.length < count) return `no ${status} session left`;
      usedCount.set(status, used + count);
      lent.set(status, ids);
    }
    return lent;
  };
}

function idsByStatus(): ConformanceSamples {
  const { sessions } = createFixture(fixtureActors);
  const ids: Partial<Record<SessionStatus, string[]>> = {};
  for (const status of sessionStatus.options) {
    ids[status] = sessions.filter((session) => session.status === status).map(({ id }) => id);
  }
  return ids;
}

/**
 * Defines the tests that every adapter must pass: valid answers, paging, search, filters, the table of
 * statuses and answers (spec T), idempotency, versions, abort, hostile input. It works with any runner
 * that has `describe` and `it`, in browsers and in Node.
 * @example
 * defineConformanceTests({
 *   describe, it,
 *   name: 'our adapter',
 *   open: async ({ sessions, photos, workspace }) => {
 *     const server = await startServer({ sessions, photos, workspace });
 *     return {
 *       signIn: (actor) => createOurApi({ url: server.url, token: server.tokenFor(actor) }),
 *       close: () => server.stop(),
 *     };
 *   },
 * });
 */
export function defineConformanceTests(options: ConformanceOptions): void {
  const { describe, it, name, open, samples, actors = fixtureActors } = options;
  const queries = options.queries ?? queriesOf(undefined);
  const capabilities =
    options.capabilities ??
    declarable.filter((name) => name !== 'due' || queries.filters.includes('due'));
  const lend = createLender(samples);
  const skip = (title: string, reason: string) => {
    const report = it.skip ?? it;
    report(`${title} (not checked: ${reason})`, async () => {});
  };

  const define = (test: ConformanceTest) => {
    const lacking = test.capabilities?.find((capability) => !capabilities.includes(capability));
    if (lacking) {
      skip(test.title, `no capability '${lacking}'`);
      return;
    }
    if (test.usesCodes && !options.codes) {
      skip(test.title, 'no single-use codes');
      return;
    }
    if (test.usesLeases && !options.leases) {
      skip(test.title, 'claims that cannot be made to end');
      return;
    }
    if (test.isFor && !test.isFor(queries)) {
      skip(test.title, 'not among the declared queries');
      return;
    }
    if (test.fixtureOnly && samples) {
      skip(test.title, 'it needs the sessions of the fixture');
      return;
    }
    const lent = lend(test.sessions ?? {});
    if (typeof lent === 'string') {
      skip(test.title, lent);
      return;
    }
    return it(test.title, async () => {
      const backend = await open(createFixture(actors));
      try {
        await test.run({
          api: await backend.signIn(actors.agent),
          actors,
          queries,
          codes: backend.codes,
          leases: backend.leases,
          signIn: async (actor) => backend.signIn(actor),
          id: (status, index = 0) => {
            const id = lent.get(status)?.[index];
            if (id === undefined)
              throw new ConformanceError(`The test did not request a ${status} session`);
            return id;
          },
        });
      } finally {
        await backend.close?.();
      }
    });
  };

  describe(`ReviewApi conformance: ${name}`, () => {
    for (const [title, tests] of Object.entries(groups(capabilities))) {
      describe(title, () => tests.forEach(define));
    }
  });
}
