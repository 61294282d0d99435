import * as v from 'valibot';

import type { ActivityEntry } from '../../model/activity-log.js';
import { activityReport, signInReport, type SignInReport } from '../../model/activity.js';
import type { Attribution } from '../../model/change.js';
import type { Claim } from '../../model/claim.js';
import {
  claimHandover,
  claimReference,
  claimTakeover,
  nextClaimQuery,
} from '../../model/claim-requests.js';
import type { CsvFormat, CsvWriter } from '../../model/csv/csv-writer.js';
import {
  describeClaim,
  describeFilter,
  describeReport,
  type DescribedActivity,
} from '../../model/describe-activity.js';
import { isMaster } from '../../model/permissions.js';
import { photoSize, type Photo, type PhotoSize } from '../../model/photo.js';
import { queriesWith, type Queries } from '../../model/queries.js';
import { sessionFilter, sessionQuery } from '../../model/query.js';
import type { Person } from '../../model/decision.js';
import type { Session, SessionSummary } from '../../model/session.js';
import { completeSettings, defaultSettings, type Settings } from '../../model/settings.js';
import type { Actor } from '../../model/workspace.js';
import { checkRequest } from '../check.js';
import { ReviewError } from '../errors.js';
import { createIteration } from '../iteration.js';
import { apiOf, callMethod } from '../operations/call.js';
import { capabilities, capabilityOf, type Capability } from '../operations/capabilities.js';
import type { OperationName } from '../operations/page-operations.js';
// With the adapter, so that the provider need not wait for what checks its first answers.
import * as schemas from '../operations/sessions.schemas.js';
import {
  createReviewApi,
  type ChangeOptions,
  type ReviewApi,
  type ReviewApiMethods,
} from '../review-api.js';
import type { Workspace } from '../workspace.js';
import { ActivityLog, type LoggedActivity } from './activity-log.js';
import { writeInSlices } from './csv-file.js';
import { Changes, type ScreeningSource } from './changes.js';
import { Claims, type GivenClaim } from './claims.js';
import { FalsePositives } from './false-positives.js';
import { createLine, type FaultRule, type Latency, type Line } from './faults.js';
import { Listing, type Viewer } from './listing.js';
import type { Managing } from './managing/managing.js';
import type { WebHookReceiver } from './managing/web-hooks.js';
import { notFound } from './not-found.js';
import { SessionStore } from './store.js';
import { Watching } from './watching.js';

/** Returns the bytes of a photo. Called for every request. */
export type PhotoSource = (session: Session, photo: Photo, size: PhotoSize) => Blob | Promise<Blob>;

/** The parts of the workspace that an embedder may choose. The actor is a separate option. */
export type MemoryWorkspace = Partial<
  Omit<Workspace, 'actor' | 'capabilities'> & { capabilities: readonly Capability[] }
>;

export interface MemoryApiOptions {
  /** The adapter keeps these objects and never changes them. The caller must not change them either. */
  readonly sessions: readonly Session[];
  /** Without it every photo is `not-found`. */
  readonly photos?: PhotoSource;
  /** Screens a client again. Without it, `recheckScreening` is `unsupported`. */
  readonly screen?: ScreeningSource;
  /**
   * Writes the file of `exportSessions`: `createCsvWriter` of kv-review/export/csv. Without it,
   * `exportSessions` is `unsupported`.
   */
  readonly csvWriter?: (format: CsvFormat) => CsvWriter;
  /**
   * The company's settings, as far as they differ from those of a new company. What the workspace has of
   * them goes before.
   */
  readonly settings?: Partial<Settings>;
  /**
   * Stands for the receivers of web hooks, because this adapter sends nothing. Without it, every try of a
   * delivery fails with the error `not-sent`.
   */
  readonly webHookReceiver?: WebHookReceiver;
  /** What happened before, oldest first, for the activity log. */
  readonly activity?: Iterable<LoggedActivity>;
  /** The signed-in user. Default: an agent. `MemoryApi.as` signs in others to the same sessions. */
  readonly actor?: Actor;
  readonly workspace?: MemoryWorkspace;
  /** Milliseconds before every answer; with `Infinity` none ever arrives. */
  readonly latency?: Latency;
  /** Simulated faults. Read at every call, so a test may change the array at any time. */
  readonly faults?: readonly FaultRule[];
  /** Decides which calls a fault with a probability affects. The same seed chooses the same calls. */
  readonly seed?: number;
  readonly now?: () => Date;
}

export interface MemoryApi extends ReviewApi {
  /** The adapter of another user, with the same sessions, faults and activity. */
  as(actor: Actor): MemoryApi;
  /** The activity log of all users, oldest first. */
  readonly activity: readonly ActivityEntry[];
  /** Adds a sign-in to the activity log, as a company's own server reports it to a backend. */
  recordSignIn(report: SignInReport): void;
}

/** A caller without types may omit the options. The change itself then refuses the call. */
const signalOf = (options: ChangeOptions | undefined): AbortSignal | undefined => options?.signal;

const photoRequest = v.optional(photoSize, 'full');

/** The parts that all users of the same sessions share. */
interface Shared {
  readonly store: SessionStore;
  readonly listing: Listing;
  readonly watching: Watching;
  readonly changes: Changes;
  /** Without the capability, there are none. */
  readonly claims: Claims | undefined;
  readonly line: Line;
  readonly workspace: Omit<Workspace, 'actor' | 'queries'>;
  readonly queries: Readonly<Queries>;
  readonly photos: PhotoSource | undefined;
  readonly screen: ScreeningSource | undefined;
  readonly csvWriter: MemoryApiOptions['csvWriter'];
  readonly managing: () => Promise<Managing>;
  readonly log: ActivityLog;
  readonly now: () => Date;
}

function findAnyPhoto(session: Session, photoId: string): Photo | undefined {
  const photos = [...session.attempts.flatMap((attempt) => attempt.photos), session.selfie];
  return photos.find((photo) => photo?.id === photoId) ?? undefined;
}

function createFor(shared: Shared, actor: Actor): MemoryApi {
  const { store, listing, watching, changes, claims, line, workspace, queries } = shared;
  const { photos, screen, csvWriter, managing, log, now } = shared;
  const attribution = (): Attribution => ({
    by: { id: actor.id, name: actor.name },
    at: now().toISOString(),
  });
  const record = (activity: DescribedActivity, sessionId: string | null = null): void =>
    log.add({ ...activity, at: now().toISOString(), actor, sessionId });

  const changed = (session: Session): Session =>
    structuredClone(withClaim(listing.complete(session)));

  /** The author of a change, and where it is recorded. */
  const origin = () => ({ attribution: attribution(), record });

  const viewer: Viewer = {
    userId: actor.id,
    claimOf: (sessionId) => claims?.current(sessionId) ?? null,
  };

  /** With the claim in force, which stands beside the session. */
  function withClaim<S extends SessionSummary>({ claim: _, ...session }: S) {
    const claim = claims?.current(session.id);
    return claim ? { ...session, claim } : session;
  }

  /** Does something with a claim as the user. */
  const claiming = <T>(
    method: OperationName,
    signal: AbortSignal | undefined,
    work: (known: Claims, by: Person) => T,
  ): Promise<T> =>
    line(method, signal, () => {
      if (!claims) throw new ReviewError('unsupported', 'This adapter has no claims.');
      return structuredClone(work(claims, attribution().by));
    });

  function recordClaim(
    action: Parameters<typeof describeClaim>[0],
    sessionId: string,
    { claim, isNew }: GivenClaim,
  ): Claim {
    if (isNew) record(describeClaim(action, claim), sessionId);
    return claim;
  }

  function findBytes(sessionId: string, photoId: string, size: PhotoSize) {
    const session = store.find(sessionId);
    const photo = session && findAnyPhoto(session, photoId);
    return photo && photos?.(session, photo, size);
  }

  /** The operations of master users, everybody's branding, timelines, and related sessions. */
  const managed = apiOf({
    answer: (call) =>
      line(call.name, call.options.signal, async () => {
        if (call.operation.role === 'master' && !isMaster(actor.role)) {
          record({ action: 'forbidden', details: { operation: call.name } });
          throw new ReviewError('forbidden', 'Only a master user may do this.');
        }
        const api = (await managing())({ attribution, record });
        const answer = await callMethod(api, call);
        return call.operation.answer === 'json' ? structuredClone(answer) : answer;
      }),
    // Replaced below.
    watch: () => createIteration(undefined, async function* () {}),
  });

  const methods: ReviewApi = {
    ...managed,

    getWorkspace: (options) =>
      line('getWorkspace', options?.signal, () => {
        record({ action: 'workspace-read', details: {} });
        return structuredClone({ ...workspace, actor });
      }),

    listSessions: (query, options) =>
      line('listSessions', options?.signal, async () => {
        const checked = checkRequest(sessionQuery, query);
        const page = await listing.page(checked, options?.signal, viewer);
        const details = { count: page.items.length, ...describeFilter(checked) };
        record({ action: 'sessions-listed', details });
        const items = page.items.map(withClaim);
        return { ...page, items, ...(!queries.count && { total: null }) };
      }),

    exportSessions: (input, options) =>
      line('exportSessions', options?.signal, async () => {
        if (!csvWriter) throw new ReviewError('unsupported', 'This adapter has no `csvWriter`.');
        const { sort, mode, bom, reasons, ...filter } = checkRequest(
          schemas.exportSessions.input,
          input,
        );
        const selected = await listing.all(filter, sort, options?.signal, viewer);
        const count = selected.length;
        record({ action: 'export-csv', details: { count, ...describeFilter(filter) } });
        const writer = csvWriter({ mode, bom, reasons });
        return { count, chunks: writeInSlices(writer, selected, options?.signal) };
      }),

    countSessions: (filter, options) =>
      line('countSessions', options?.signal, async () => {
        const checked = checkRequest(sessionFilter, filter);
        const count = await listing.count(checked, options?.signal, viewer);
        // The number of results of a search is personal data.
        const { searched } = describeFilter(checked);
        if (searched) record({ action: 'sessions-counted', details: { searched } });
        return { count, exact: true };
      }),

    getSession: (id, options) =>
      line('getSession', options?.signal, () => {
        const session = store.find(id);
        if (!session) throw notFound();
        record({ action: 'session-read', details: {} }, id);
        return structuredClone(withClaim(listing.complete(session)));
      }),

    listThumbnails: (input, options) =>
      line('listThumbnails', options?.signal, async () => {
        const asked = checkRequest(schemas.listThumbnails.input, input).photos;
        const images = await Promise.all(
          asked.map(
            async ({ sessionId, photoId }) =>
              (await findBytes(sessionId, photoId, 'thumbnail')) ?? null,
          ),
        );
        const sent = asked.filter((_, index) => images[index]);
        if (sent.length > 0) {
          const sessionIds = [...new Set(sent.map(({ sessionId }) => sessionId))];
          record({ action: 'thumbnails-read', details: { count: sent.length, sessionIds } });
        }
        return images;
      }),

    getPhoto: (sessionId, photoId, options) =>
      line('getPhoto', options?.signal, () => {
        const size = checkRequest(photoRequest, options?.size);
        const found = findBytes(sessionId, photoId, size);
        if (!found) throw notFound();
        record({ action: 'photo-read', details: { photoId, size } }, sessionId);
        return found;
      }),

    decideSession: (id, input, options) =>
      line('decideSession', signalOf(options), () =>
        changed(changes.make({ kind: 'decide', id, input, options, ...origin() })),
      ),

    editClient: (id, edit, options) =>
      line('editClient', signalOf(options), () =>
        changed(changes.make({ kind: 'edit', id, input: edit, options, ...origin() })),
      ),

    addNote: (id, input, options) =>
      line('addNote', signalOf(options), () =>
        changed(changes.make({ kind: 'note', id, input, options, ...origin() })),
      ),

    recheckScreening: (id, options) =>
      line('recheckScreening', signalOf(options), async () => {
        if (!screen) throw new ReviewError('unsupported', 'This adapter has no `screen`.');
        return changed(await changes.recheck({ id, options, ...origin() }, screen));
      }),

    markFalsePositive: (id, input, options) =>
      line('markFalsePositive', signalOf(options), () =>
        changed(changes.make({ kind: 'mark-false-positive', id, input, options, ...origin() })),
      ),

    claimSession: (id, options) =>
      claiming('claimSession', options?.signal, (known, by) =>
        recordClaim('claim-made', id, known.claim(id, by)),
      ),

    renewClaim: (id, input, options) =>
      claiming('renewClaim', options?.signal, (known, by) =>
        known.renew(id, checkRequest(claimReference, input).number, by),
      ),

    releaseClaim: (id, input, options) =>
      claiming('releaseClaim', options?.signal, (known, by) => {
        const claim = known.release(id, checkRequest(claimReference, input).number, by);
        if (claim) record(describeClaim('claim-released', { number: claim.number }), id);
      }),

    takeOverClaim: (id, input, options) =>
      claiming('takeOverClaim', options?.signal, (known, by) => {
        const { number, reason } = checkRequest(claimTakeover, input);
        const given = known.takeOver(id, number, reason, by);
        const action = given.claim.takenOver ? 'claim-taken-over' : 'claim-made';
        return recordClaim(action, id, given);
      }),

    listClaimReceivers: (options) =>
      claiming('listClaimReceivers', options?.signal, (_, by) => ({
        items: log.receivers(by.id, now()),
      })),

    handOverClaim: (id, input, options) =>
      claiming('handOverClaim', options?.signal, (known, by) => {
        const handover = checkRequest(claimHandover, input);
        const { claim, isNew } = known.handOver(id, handover, by, log.receivers(by.id, now()));
        if (isNew) record(describeClaim('claim-handed-over', claim, claim.by), id);
        return claim;
      }),

    claimNext: (input, options) =>
      claiming('claimNext', options?.signal, (known, by) => {
        const next = known.next(checkRequest(nextClaimQuery, input).skip, by);
        if (next) record(describeClaim('claim-given', next.claim), next.sessionId);
        return { next };
      }),

    recordActivity: (report, options) =>
      line('recordActivity', options?.signal, () => {
        const { sessionId, ...activity } = describeReport(checkRequest(activityReport, report));
        record(activity, sessionId);
      }),

    watchSessions: (options) =>
      createIteration(options?.signal, async function* (signal) {
        const count = async () => {
          if (!queries.count) return null;
          const filter = checkRequest(sessionFilter, { statuses: ['awaiting'] });
          return { count: await listing.count(filter, signal), exact: true };
        };
        const events = watching.watch(options?.after, signal, count);
        const first = await line('watchSessions', signal, () => events.next());
        if (first.done) return;
        yield first.value;
        yield* events;
      }),
  };

  const able = Object.entries(methods).filter(([name]) => {
    const capability = capabilityOf(name);
    return capability === undefined || workspace.capabilities.includes(capability);
  });
  return {
    ...createReviewApi(Object.fromEntries(able) as unknown as ReviewApiMethods, { queries }),
    as: (other) => createFor(shared, other),
    get activity() {
      return log.stored.map((entry) => log.show(entry));
    },
    recordSignIn(report) {
      const { action, ...user } = checkRequest(signInReport, report);
      const at = now().toISOString();
      if ('role' in user) {
        const signedIn = { id: user.userId, name: user.name, role: user.role };
        log.add({ action, at, actor: signedIn, details: {} });
        return;
      }
      const { userId } = user;
      // An id that nobody has may be something else that was typed.
      const details = userId !== null && log.knows(userId) ? { userId } : {};
      log.add({ action, at, actor: null, details });
    },
  };
}

/** What the workspace and the settings have in common. */
const sharedSettings = ({ acceptanceLevel, timeZone, rejection, extraFields }: Settings) =>
  structuredClone({ acceptanceLevel, timeZone, rejection, extraFields });

/** The settings of a company with this workspace. A value that only a newer backend knows is left out. */
function settingsOf(workspace: Shared['workspace'], given: Partial<Settings>): Settings {
  const settings: Settings = { ...defaultSettings, ...given };
  const { acceptanceLevel, timeZone, rejection, extraFields } = completeSettings.entries;
  return structuredClone({
    ...settings,
    claimRequired: workspace.claims?.required ?? settings.claimRequired,
    acceptanceLevel: v.parse(
      v.fallback(acceptanceLevel, settings.acceptanceLevel),
      workspace.acceptanceLevel,
    ),
    timeZone: v.parse(v.fallback(timeZone, settings.timeZone), workspace.timeZone),
    rejection: v.parse(v.fallback(rejection, settings.rejection), workspace.rejection),
    extraFields: v.parse(v.fallback(extraFields, settings.extraFields), workspace.extraFields),
  });
}

/**
 * Makes an adapter with sessions in memory, for demos and tests, and as a backend behind
 * `createHandler`. It serves one company.
 * @throws RangeError when two sessions have the same id
 */
export function createMemoryApi({
  sessions,
  photos,
  screen,
  csvWriter,
  settings = {},
  webHookReceiver,
  activity = [],
  actor = { id: 'agent', name: 'Agent', role: 'agent' },
  workspace: { queries: givenQueries, ...workspace } = {},
  latency,
  faults,
  seed,
  now = () => new Date(),
}: MemoryApiOptions): MemoryApi {
  const store = new SessionStore(sessions);
  const complete: Shared['workspace'] = {
    company: { id: 'company', name: sessions[0]?.companyName ?? 'Company' },
    ...sharedSettings({ ...defaultSettings, ...settings }),
    ...workspace,
    capabilities: (workspace.capabilities ?? capabilities).filter(
      (name) => (name !== 'recheck-screening' || screen) && (name !== 'export' || csvWriter),
    ),
  };
  const hasDue = complete.capabilities.includes('due');
  const queries =
    givenQueries ??
    queriesWith({
      due: hasDue,
      claims: complete.capabilities.includes('claims'),
    });
  // Apart from the workspace, because agents do not read the hours (spec S9).
  const queue = { dueHours: hasDue ? (settings.dueHours ?? {}) : null };
  const listing = new Listing(
    store,
    {
      get acceptanceLevel() {
        return complete.acceptanceLevel;
      },
      get dueHours() {
        return queue.dueHours;
      },
    },
    now,
  );
  const claims = complete.capabilities.includes('claims')
    ? new Claims(store, now, (session) => listing.rankOf(session))
    : undefined;
  if (claims) complete.claims ??= { required: settings.claimRequired ?? false };
  else delete complete.claims;
  const log = new ActivityLog();
  for (const entry of activity) log.add(entry);
  let managing: Promise<Managing> | undefined;
  const loadManaging = async (): Promise<Managing> => {
    const { createManaging } = await import('./managing/managing.js');
    return createManaging({
      ...{ store, listing, log, now, receiver: webHookReceiver },
      settings: settingsOf(complete, settings),
      // Every reader of the workspace has this object.
      onSave: (saved) => {
        Object.assign(complete, sharedSettings(saved));
        if (claims) complete.claims = { required: saved.claimRequired };
        if (!hasDue) return;
        queue.dueHours = saved.dueHours;
        listing.forgetDue();
      },
    });
  };
  const shared: Shared = {
    store,
    listing,
    watching: new Watching(store),
    changes: new Changes(store, complete, new FalsePositives(sessions), claims),
    claims,
    line: createLine({ latency, faults, seed }),
    workspace: complete,
    queries,
    photos,
    screen,
    csvWriter,
    managing: () => (managing ??= loadManaging()),
    log,
    now,
  };
  return createFor(shared, actor);
}
