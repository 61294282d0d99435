import * as v from 'valibot';

import { activityReport, type ActivityReport } from '../../model/activity.js';
import type { Attribution } from '../../model/change.js';
import type { CsvFormat, CsvWriter } from '../../model/csv/csv-writer.js';
import { isMaster } from '../../model/permissions.js';
import { photoSize, type Photo, type PhotoSize } from '../../model/photo.js';
import { allQueries, type Queries } from '../../model/queries.js';
import { sessionFilter, sessionQuery } from '../../model/query.js';
import type { Session } from '../../model/session.js';
import { completeSettings, defaultSettings, type Settings } from '../../model/settings.js';
import type { Actor } from '../../model/workspace.js';
import { checkRequest } from '../check.js';
import { ReviewError } from '../errors.js';
import { createIteration } from '../iteration.js';
import { apiOf, callMethod } from '../operations/call.js';
import { capabilities, capabilityOf, type Capability } from '../operations/capabilities.js';
// With the adapter, so that the provider need not wait for what checks its first answers.
import * as schemas from '../operations/sessions.schemas.js';
import {
  createReviewApi,
  type ChangeOptions,
  type ReviewApi,
  type ReviewApiMethods,
} from '../review-api.js';
import type { Workspace } from '../workspace.js';
import { writeInSlices } from './csv-file.js';
import { Changes, notFound, type ScreeningSource } from './changes.js';
import { FalsePositives } from './false-positives.js';
import { createLine, type FaultRule, type Latency, type Line } from './faults.js';
import { Listing } from './listing.js';
import type { Managing } from './managing/managing.js';
import type { WebHookReceiver } from './managing/web-hooks.js';
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

/** An activity that a user reported with `recordActivity`. */
export interface RecordedActivity extends ActivityReport, Attribution {}

export interface MemoryApi extends ReviewApi {
  /** The adapter of another user, with the same sessions, faults and activity. */
  as(actor: Actor): MemoryApi;
  /** Every reported activity of every user, oldest first. */
  readonly activity: readonly RecordedActivity[];
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
  readonly line: Line;
  readonly workspace: Omit<Workspace, 'actor' | 'queries'>;
  readonly queries: Readonly<Queries>;
  readonly photos: PhotoSource | undefined;
  readonly screen: ScreeningSource | undefined;
  readonly csvWriter: MemoryApiOptions['csvWriter'];
  readonly managing: () => Promise<Managing>;
  readonly activity: RecordedActivity[];
  readonly now: () => Date;
}

function findAnyPhoto(session: Session, photoId: string): Photo | undefined {
  const photos = [...session.attempts.flatMap((attempt) => attempt.photos), session.selfie];
  return photos.find((photo) => photo?.id === photoId) ?? undefined;
}

function createFor(shared: Shared, actor: Actor): MemoryApi {
  const { store, listing, watching, changes, line, workspace, queries } = shared;
  const { photos, screen, csvWriter, managing, activity, now } = shared;
  const attribution = (): Attribution => ({
    by: { id: actor.id, name: actor.name },
    at: now().toISOString(),
  });

  function findBytes(sessionId: string, photoId: string, size: PhotoSize) {
    const session = store.find(sessionId);
    const photo = session && findAnyPhoto(session, photoId);
    return photo && photos?.(session, photo, size);
  }

  /** The operations of master users, and everybody's branding. */
  const managed = apiOf({
    answer: (call) =>
      line(call.name, call.options.signal, async () => {
        if (call.operation.role === 'master' && !isMaster(actor.role)) {
          throw new ReviewError('forbidden', 'Only a master user may do this.');
        }
        const answer = await callMethod((await managing())(attribution), call);
        return answer instanceof Blob ? answer : structuredClone(answer);
      }),
    // Replaced below.
    watch: () => createIteration(undefined, async function* () {}),
  });

  const methods: ReviewApi = {
    ...managed,

    getWorkspace: (options) =>
      line('getWorkspace', options?.signal, () => structuredClone({ ...workspace, actor })),

    listSessions: (query, options) =>
      line('listSessions', options?.signal, async () => {
        const page = await listing.page(checkRequest(sessionQuery, query), options?.signal);
        return queries.count ? page : { ...page, total: null };
      }),

    exportSessions: (input, options) =>
      line('exportSessions', options?.signal, async () => {
        if (!csvWriter) throw new ReviewError('unsupported', 'This adapter has no `csvWriter`.');
        const { sort, mode, bom, reasons, ...filter } = checkRequest(
          schemas.exportSessions.input,
          input,
        );
        const selected = await listing.all(filter, sort, options?.signal);
        const count = selected.length;
        activity.push({ action: 'export-csv', count, ...attribution() });
        const writer = csvWriter({ mode, bom, reasons });
        return { count, chunks: writeInSlices(writer, selected, options?.signal) };
      }),

    countSessions: (filter, options) =>
      line('countSessions', options?.signal, async () => ({
        count: await listing.count(checkRequest(sessionFilter, filter), options?.signal),
        exact: true,
      })),

    getSession: (id, options) =>
      line('getSession', options?.signal, () => {
        const session = store.find(id);
        if (!session) throw notFound();
        return structuredClone(session);
      }),

    listThumbnails: (input, options) =>
      line('listThumbnails', options?.signal, () =>
        Promise.all(
          checkRequest(schemas.listThumbnails.input, input).photos.map(
            async ({ sessionId, photoId }) =>
              (await findBytes(sessionId, photoId, 'thumbnail')) ?? null,
          ),
        ),
      ),

    getPhoto: (sessionId, photoId, options) =>
      line('getPhoto', options?.signal, () => {
        const found = findBytes(sessionId, photoId, checkRequest(photoRequest, options?.size));
        if (!found) throw notFound();
        return found;
      }),

    decideSession: (id, input, options) =>
      line('decideSession', signalOf(options), () =>
        structuredClone(
          changes.make({ kind: 'decide', id, input, options, attribution: attribution() }),
        ),
      ),

    editClient: (id, edit, options) =>
      line('editClient', signalOf(options), () =>
        structuredClone(
          changes.make({ kind: 'edit', id, input: edit, options, attribution: attribution() }),
        ),
      ),

    addNote: (id, input, options) =>
      line('addNote', signalOf(options), () =>
        structuredClone(
          changes.make({ kind: 'note', id, input, options, attribution: attribution() }),
        ),
      ),

    recheckScreening: (id, options) =>
      line('recheckScreening', signalOf(options), async () => {
        if (!screen) throw new ReviewError('unsupported', 'This adapter has no `screen`.');
        return structuredClone(
          await changes.recheck({ id, options, attribution: attribution() }, screen),
        );
      }),

    markFalsePositive: (id, input, options) =>
      line('markFalsePositive', signalOf(options), () =>
        structuredClone(
          changes.make({
            kind: 'mark-false-positive',
            id,
            input,
            options,
            attribution: attribution(),
          }),
        ),
      ),

    recordActivity: (report, options) =>
      line('recordActivity', options?.signal, () => {
        activity.push({ ...checkRequest(activityReport, report), ...attribution() });
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
    activity,
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
  actor = { id: 'agent', name: 'Agent', role: 'agent' },
  workspace: { queries = allQueries, ...workspace } = {},
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
  const listing = new Listing(store, complete);
  let managing: Promise<Managing> | undefined;
  const loadManaging = async (): Promise<Managing> => {
    const { createManaging } = await import('./managing/managing.js');
    return createManaging({
      ...{ store, listing, now, receiver: webHookReceiver },
      settings: settingsOf(complete, settings),
      // Every reader of the workspace has this object.
      onSave: (saved) => Object.assign(complete, sharedSettings(saved)),
    });
  };
  const shared: Shared = {
    store,
    listing,
    watching: new Watching(store),
    changes: new Changes(store, complete, new FalsePositives(sessions)),
    line: createLine({ latency, faults, seed }),
    workspace: complete,
    queries,
    photos,
    screen,
    csvWriter,
    managing: () => (managing ??= loadManaging()),
    activity: [],
    now,
  };
  return createFor(shared, actor);
}
