import {
  capabilitiesOf,
  createIteration,
  createReviewApi,
  isReviewError,
  readTimelinePlace,
  ReviewError,
  type Capability,
  type ReviewApi,
  type ReviewApiMethods,
  type Workspace,
} from 'kv-review/api';
import { checkRequest } from 'kv-review/api/handler';
import {
  activityReport,
  allQueries,
  csvExport,
  describeFilter,
  describeReport,
  photoSize,
  sessionFilter,
  sessionQuery,
  thumbnailQuery,
  type Actor,
  type Photo,
  type PhotoSize,
  type Session,
  type SessionEvent,
  type SessionSummary,
} from 'kv-review/model';
import { createCsvWriter } from 'kv-review/export/csv';
import * as v from 'valibot';

import type { Activity, ActivityDetails } from '../activity/entry.ts';
import type { ActivityKey, ActivityKeys } from '../activity/keys.ts';
import { createActivityRecorder } from '../activity/recorder.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { SessionScreening } from '../screening/session-screening.ts';
import { readClaims, requiresClaim } from '../store/claims.ts';
import { findCsvSessions } from '../store/csv-sessions.ts';
import { selectCompany, type Company } from '../store/companies.ts';
import { notFound, unknownCompany } from '../store/errors.ts';
import type { FollowUps } from '../store/follow-ups.ts';
import { countSessions, listSessions } from '../store/listing.ts';
import { findRelated } from '../store/likenesses.ts';
import { findPhotos, hasPhoto, loadPhoto, type PhotoName } from '../store/photos.ts';
import { withQueueFacts } from '../store/queue.ts';
import { readSession } from '../store/sessions.ts';
import { asRefusedValue, isStorable, refuseUnstorable } from '../store/storable.ts';
import { createSessionWatching } from '../store/watching.ts';
import { changeSession, type Change } from './changes.ts';
import { manageClaims } from './claims.ts';
import { createCsvExports, type CsvExportLimits } from './csv-exports.ts';
import { createManaging } from './managing.ts';
import { readTimeline } from './timeline.ts';
import type { WebHooksOptions } from './web-hooks.ts';

/** Provides the bytes of a photo that is missing in the object store; `null` when it has none. */
export type MissingPhoto = (
  session: Session,
  photo: Photo,
  size: PhotoSize,
) => Blob | null | Promise<Blob | null>;

export interface UserAdaptersOptions {
  readonly database: Database;
  /** Stores the bytes of photos. */
  readonly objects: ObjectStore;
  /** The key for entries of the activity log. */
  readonly activityKey: ActivityKey;
  /** For what earlier keys have signed. Default: `activityKey` alone. */
  readonly activityKeys?: ActivityKeys;
  readonly followUps: FollowUps;
  readonly now?: () => Date;
  /** Draws the photos of sample sessions. Without it, a photo that is not stored is `not-found`. */
  readonly missingPhoto?: MissingPhoto;
  readonly csvExports?: CsvExportLimits;
  /** Screens clients. Without it no client is screened, and no match can be marked. */
  readonly screening?: SessionScreening | undefined;
  /** Without it, the operations of web hooks are `unsupported`. */
  readonly webHooks?: WebHooksOptions | undefined;
  /** Receives the errors of logos that could not be removed yet. */
  readonly onLogoLeft?: (error: unknown) => void;
  /** Receives the cause of an `unavailable` answer, for the server's log. The caller must not see it. */
  readonly onError?: (error: unknown) => void;
}

/** A user who has been authenticated. */
export interface StoreCaller {
  readonly companyId: string;
  readonly actor: Actor;
}

/** An adapter for each user, over the database. */
export interface UserAdapters {
  /** The adapter of one user. It reads and changes the data of their company only. */
  as(caller: StoreCaller): ReviewApi;
}

const photoRequest = v.optional(photoSize, 'full');

function refuseAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new ReviewError('aborted', 'The request was aborted.', { cause: signal.reason });
}

/**
 * The port over the database. It enforces the rules that the elements only display, and logs every read
 * of personal data.
 */
export function createUserAdapters(options: UserAdaptersOptions): UserAdapters {
  const { database, objects, activityKey, followUps, missingPhoto, screening, onError } = options;
  const { csvExports, webHooks } = options;
  const now = options.now ?? (() => new Date());
  const activityKeys = options.activityKeys ?? alone(activityKey);
  const recorder = createActivityRecorder(database, activityKey);
  const watching = createSessionWatching(database);
  const exports = createCsvExports(database, csvExports);
  const managing = createManaging({
    ...{ database, objects, activityKey, webHooks, now },
    activity: { keys: activityKeys, exports },
    onLogoLeft: options.onLogoLeft ?? (() => undefined),
  });

  function refused(thrown: unknown): ReviewError {
    const error = asRefusedValue(thrown);
    if (!isReviewError(error) || error.code === 'unavailable') onError?.(error);
    return ReviewError.from(error);
  }

  /** Rejects only with a `ReviewError`. Work that has started is not interrupted. */
  async function answer<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    refuseAborted(signal);
    try {
      const result = await work();
      refuseAborted(signal);
      return result;
    } catch (thrown) {
      throw refused(thrown);
    }
  }

  async function* watch(
    ...place: Parameters<typeof watching.watch>
  ): AsyncGenerator<SessionEvent, void> {
    try {
      yield* watching.watch(...place);
    } catch (thrown) {
      throw refused(thrown);
    }
  }

  function as({ companyId, actor }: StoreCaller): ReviewApi {
    const at = () => now().toISOString();
    const contextOf = ({ acceptanceLevel }: Company['settings']) => ({
      acceptanceLevel,
      now: now(),
      userId: actor.id,
    });

    const record = (
      action: Activity['action'],
      details: ActivityDetails,
      sessionId: string | null = null,
    ): Promise<void> =>
      recorder.record(companyId, { at: at(), actor: pickActor(actor), action, sessionId, details });

    /** Runs work in a transaction of the caller's company. */
    const withCompany = <T>(
      work: (transaction: CompanyTransaction, company: Company) => Promise<T>,
    ): Promise<T> =>
      inCompany(database, companyId, async (transaction) => {
        const company = await selectCompany(transaction, companyId);
        if (!company) throw unknownCompany();
        return work(transaction, company);
      });

    const change = (
      kind: Change['kind'],
      sessionId: string,
      input: unknown,
      changeOptions: Parameters<ReviewApi['addNote']>[2] | undefined,
    ): Promise<Session> =>
      answer(changeOptions?.signal, async () => {
        try {
          return await changeSession(
            database,
            { kind, sessionId, input, options: changeOptions },
            { companyId, actor: pickActor(actor), at: at(), activityKey, followUps, screening },
          );
        } catch (error) {
          // A conflict contains the edits of others. Reading them is logged like any other read.
          const edits = isReviewError(error) ? (error.details.changes ?? []) : [];
          const fields = [...new Set(edits.map(({ field }) => field))];
          if (fields.length > 0) await record('session-read', { fields }, sessionId);
          throw error;
        }
      });

    const methods: ReviewApiMethods = {
      getWorkspace: (request) =>
        answer(request?.signal, async () => {
          const company = await withCompany((_, found) => Promise.resolve(found));
          await record('workspace-read', {});
          return workspaceOf(company, pickActor(actor), [
            ...capabilitiesOf(methods),
            'screening',
            'due',
          ]);
        }),

      listSessions: (query, request) =>
        answer(request?.signal, async () => {
          const checked = checkRequest(sessionQuery, query);
          const page = await withCompany(async (transaction, { settings }) => {
            const context = contextOf(settings);
            const found = await listSessions(transaction, companyId, checked, context);
            return { ...found, items: await withClaims(transaction, companyId, found.items) };
          });
          await record('sessions-listed', {
            count: page.items.length,
            ...describeFilter(checked),
          });
          return page;
        }),

      exportSessions: (input, request) =>
        answer(request?.signal, async () => {
          const query = checkRequest(csvExport, input);
          const { settings } = await withCompany((_, found) => Promise.resolve(found));
          const context = contextOf(settings);
          const file = await exports.open({
            ...{ companyId, signal: request?.signal, writer: createCsvWriter(query) },
            find: (transaction) => findCsvSessions(transaction, companyId, query, context),
          });
          try {
            // Before the caller has a byte, so that no export goes unrecorded.
            await record('export-csv', {
              count: file.count,
              ...describeFilter(query),
            });
          } catch (error) {
            await file.chunks[Symbol.asyncIterator]().return?.();
            throw error;
          }
          return file;
        }),

      countSessions: (filter, request) =>
        answer(request?.signal, async () => {
          const checked = checkRequest(sessionFilter, filter);
          const count = await withCompany((transaction, { settings }) =>
            countSessions(transaction, companyId, checked, contextOf(settings)),
          );
          // The number of results of a search is personal data.
          const { searched } = describeFilter(checked);
          if (searched) await record('sessions-counted', { searched });
          return count;
        }),

      getSession: (id, request) =>
        answer(request?.signal, async () => {
          const session = await findSession(database, companyId, id);
          await record('session-read', {}, id);
          return session;
        }),

      getTimeline: (id, request) =>
        answer(request?.signal, async () => {
          const place = readTimelinePlace(request);
          const session = await findSession(database, companyId, id);
          const page = await readTimeline(database, companyId, session, place);
          await record('session-read', { view: 'timeline' }, id);
          return page;
        }),

      // One entry names all sessions, because an entry for each photo would slow the company's log.
      listThumbnails: (input, request) =>
        answer(request?.signal, async () => {
          const { photos } = checkRequest(thumbnailQuery, input);
          const known = await inCompany(database, companyId, (transaction) =>
            findPhotos(transaction, companyId, photos),
          );
          const blobs = await loadThumbnails(
            photos.map((name) => (known(name) ? { companyId, ...name } : null)),
          );
          const sent = photos.filter((_, index) => blobs[index]);
          if (sent.length > 0) {
            const sessionIds = [...new Set(sent.map(({ sessionId }) => sessionId))];
            await record('thumbnails-read', { count: sent.length, sessionIds });
          }
          return blobs;
        }),

      getPhoto: (sessionId, photoId, request) =>
        answer(request?.signal, async () => {
          const size = checkRequest(photoRequest, request?.size);
          if (!isStorable(sessionId) || !isStorable(photoId)) throw notFound();
          const name = { companyId, sessionId, photoId };
          const found = await inCompany(database, companyId, (transaction) =>
            hasPhoto(transaction, name),
          );
          if (!found) throw notFound();
          const blob = (await loadPhoto(objects, name, size)) ?? (await drawMissing(name, size));
          if (!blob) throw notFound();
          await record('photo-read', { photoId, size }, sessionId);
          return blob;
        }),

      decideSession: (id, input, request) => change('decide', id, input, request),
      editClient: (id, edit, request) => change('edit', id, edit, request),
      addNote: (id, input, request) => change('note', id, input, request),
      ...(screening && {
        recheckScreening: (id, request) => change('recheck-screening', id, {}, request),
        markFalsePositive: (id, input, request) =>
          change('mark-false-positive', id, input, request),
      }),

      recordActivity: (report, request) =>
        answer(request?.signal, async () => {
          const checked = checkRequest(activityReport, report);
          refuseUnstorable(checked);
          await withCompany(() => Promise.resolve());
          const { action, details, sessionId } = describeReport(checked);
          await record(action, details, sessionId);
        }),

      listRelatedSessions: (id, request) =>
        answer(request?.signal, async () => {
          if (!isStorable(id)) throw notFound();
          const related = await withCompany(async (transaction, { settings }) => {
            const stored = await readSession(transaction, companyId, id);
            if (!stored) throw notFound();
            const { extraFields } = settings;
            const rules = { extraFields, keys: activityKeys };
            return findRelated(transaction, companyId, stored.session, rules);
          });
          const count = related.sessions.length;
          await record('sessions-listed', { count, view: 'related' }, id);
          return related;
        }),

      ...managing({ companyId, actor: pickActor(actor), answer }),

      ...manageClaims({
        ...{ companyId, actor: pickActor(actor), at, activityKey, followUps, answer },
        within: (work) => withCompany(work),
      }),

      // Events contain only counts and ids, which are not personal data, so a watch is not logged.
      watchSessions: (request) =>
        createIteration(request?.signal, (signal) => watch(companyId, request?.after, signal)),
    };
    return createReviewApi(methods);
  }

  /** Loads several at a time, because a bucket may answer slowly. */
  async function loadThumbnails(names: readonly (PhotoName | null)[]): Promise<(Blob | null)[]> {
    const blobs = names.map((): Blob | null => null);
    const queue = names.entries();
    const lane = async () => {
      for (const [index, name] of queue) {
        if (name) blobs[index] = await loadThumbnail(name);
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    return blobs;
  }

  /** `null` also when the bytes are not an image, because one broken photo must not hide the others. */
  async function loadThumbnail(name: PhotoName): Promise<Blob | null> {
    try {
      return (
        (await loadPhoto(objects, name, 'thumbnail')) ?? (await drawMissing(name, 'thumbnail'))
      );
    } catch (error) {
      if (isReviewError(error)) return null;
      throw error;
    }
  }

  async function drawMissing(
    { companyId, sessionId, photoId }: PhotoName,
    size: PhotoSize,
  ): Promise<Blob | null> {
    if (!missingPhoto) return null;
    const session = await findSession(database, companyId, sessionId);
    const photo = session.attempts
      .flatMap((attempt) => attempt.photos)
      .find(({ id }) => id === photoId);
    return photo ? missingPhoto(session, photo, size) : null;
  }

  return { as };
}

const alone = (key: ActivityKey): ActivityKeys => ({
  writing: key,
  all: [key],
  find: (id) => (id === key.id ? key : undefined),
});

/** Drops other properties of a user, which the log and the workspace do not accept. */
const pickActor = ({ id, name, role }: Actor): Actor => ({ id, name, role });

function workspaceOf(
  { id, name, settings }: Company,
  actor: Actor,
  capabilities: Capability[],
): Workspace {
  return {
    actor,
    company: { id, name },
    capabilities,
    queries: allQueries,
    acceptanceLevel: settings.acceptanceLevel,
    timeZone: settings.timeZone,
    rejection: settings.rejection,
    claims: { required: requiresClaim(settings) },
    extraFields: settings.extraFields,
  };
}

/** Adds the claims in force. */
async function withClaims<S extends SessionSummary>(
  transaction: CompanyTransaction,
  companyId: string,
  sessions: readonly S[],
): Promise<S[]> {
  const ids = sessions.map(({ id }) => id);
  const claims = await readClaims(transaction, companyId, ids);
  return sessions.map((session) => {
    const claim = claims.get(session.id);
    return claim ? { ...session, claim } : session;
  });
}

/**
 * Reads a consistent session. Its parts are read one after the other, and read again when the session
 * changed in between.
 */
async function findSession(database: Database, companyId: string, id: string): Promise<Session> {
  if (!isStorable(id)) throw notFound();
  for (;;) {
    const session = await inCompany(database, companyId, async (transaction) => {
      const stored = await readSession(transaction, companyId, id);
      if (!stored) throw notFound();
      const { version } = await transaction
        .selectFrom('sessions')
        .select('version')
        .where('company_id', '=', companyId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (version !== stored.version) return undefined;
      const queued = await withQueueFacts(transaction, companyId, stored.session);
      const [session] = await withClaims(transaction, companyId, [queued]);
      return session;
    });
    if (session) return session;
  }
}
