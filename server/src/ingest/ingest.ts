import { randomUUID } from 'node:crypto';

import { answeredBefore, ReviewError } from 'kv-review/api';
import {
  photoSize,
  type IpCountry,
  type Photo,
  type PhotoKind,
  type Screening,
  type Session,
  type Settings,
} from 'kv-review/model';

import type { LoggedAction } from '../activity/entry.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { PreparedImage } from '../images/image.ts';
import { prepareImage } from '../images/prepare-image.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { FoundScreening } from '../screening/screener.ts';
import type { SessionScreening } from '../screening/session-screening.ts';
import { selectCompany, type Company } from '../store/companies.ts';
import { notFound, unknownCompany } from '../store/errors.ts';
import type { FollowUps } from '../store/follow-ups.ts';
import { digest, findAnswer, storeAnswer } from '../store/idempotency.ts';
import { writeLikenesses, type LikenessRules } from '../store/likenesses.ts';
import { cancelDeletion, planDeletion, removePlanned } from '../store/object-deletions.ts';
import { photoKey, type PhotoName } from '../store/photos.ts';
import { versionTag } from '../store/rows.ts';
import { insertSession, readSession, type StoredSession } from '../store/sessions.ts';
import { asRefusedValue, isStorable } from '../store/storable.ts';
import { createSession, finishAttempt, startAttempt, storeEvidence } from './lifecycle.ts';
import type { Evidence, NewAttempt, NewSession } from './requests.ts';
import { saveProgress, type PhotoFile } from './store.ts';

/** The company whose own server sends the request, and its API key. */
export interface Sender {
  readonly companyId: string;
  readonly keyId: string;
}

/** A photo as it was uploaded. */
export interface Upload {
  readonly kind: PhotoKind;
  readonly bytes: Uint8Array;
  /** JSON Pointer of its part, for errors. */
  readonly pointer: string;
}

/** The state of a session, as its company's own server sees it. */
export type SessionState = Pick<
  Session,
  'id' | 'version' | 'status' | 'attemptCount' | 'failedConditions'
>;

export interface IngestOptions {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly activityKey: ActivityKey;
  readonly now: () => Date;
  /** Finds the country of an IP address. Without it, a condition on the address is "not checked". */
  readonly findIpCountry?: (address: string) => Promise<IpCountry>;
  /** Screens clients. Without it, companies have no screening. */
  readonly screening?: SessionScreening | undefined;
  readonly followUps: FollowUps;
  /** Receives the errors of photos that could not be deleted. */
  readonly onError?: (error: unknown) => void;
}

/** Accepts data about clients from a company's own server; see `requests.ts` for the requests. */
export interface Ingest {
  /**
   * @param key - The idempotency key. A repeated request with it gets the stored answer.
   * @throws ReviewError `conflict` when the id is taken, `invalid` for an unknown extra field or the
   *   key of another request.
   */
  createSession(sender: Sender, input: NewSession, key?: string): Promise<SessionState>;
  /**
   * Starts an attempt, which counts even if it is abandoned.
   * @param key - As with `createSession`. Without one, a repeated request counts twice.
   * @throws ReviewError `not-found`, `conflict`, `invalid` for a key of another request.
   */
  startAttempt(sender: Sender, id: string, input: NewAttempt, key?: string): Promise<SessionState>;
  /**
   * Replaces the evidence and photos of an attempt.
   * @throws ReviewError `not-found`, `conflict`, `invalid` for a file that is not a photo.
   */
  storeEvidence(
    sender: Sender,
    place: AttemptPlace,
    evidence: Evidence,
    uploads: readonly Upload[],
  ): Promise<SessionState>;
  /** Finishes the session according to the company's policy. A repeated request gets the same answer. */
  finishAttempt(sender: Sender, place: AttemptPlace): Promise<SessionState>;
}

export interface AttemptPlace {
  readonly sessionId: string;
  readonly attempt: number;
}

/** A session after a step, and the photos of the request. */
interface Progress {
  readonly session: Session;
  readonly files?: ReadonlyMap<string, PhotoFile>;
}

/** The session has changed since it was read: the step starts again. */
class Outdated extends Error {}

/** Another request has stored its answer under the same key. */
class KeyTaken extends Error {}

/** Another transaction used the same key or id first and has committed (PostgreSQL, 23505). */
const isTaken = (error: unknown): boolean =>
  error instanceof KeyTaken || (error as { code?: unknown } | null)?.code === '23505';

/** Milliseconds after which stored bytes without a row are deleted. */
const uploadTime = 60 * 60 * 1000;

/** A request that may be repeated. */
interface Intent {
  readonly key: string | undefined;
  readonly request: readonly unknown[];
}

const stateOf = (session: Session, version: number): SessionState => ({
  id: session.id,
  version: versionTag(version),
  status: session.status,
  attemptCount: session.attemptCount,
  failedConditions: session.failedConditions,
});

export function createIngest(options: IngestOptions): Ingest {
  const { database, objects, activityKey, followUps, now, onError = () => undefined } = options;

  const record = (
    transaction: CompanyTransaction,
    { companyId, keyId }: Sender,
    sessionId: string,
    { action, details }: LoggedAction,
  ): Promise<void> => {
    const at = now().toISOString();
    const withKey = { ...details, apiKeyId: keyId };
    const activity = { at, actor: null, action, sessionId, details: withKey };
    return appendActivity(transaction, companyId, activity, activityKey);
  };

  async function inKnownCompany<T>(
    { companyId }: Sender,
    work: (transaction: CompanyTransaction, company: Company) => Promise<T>,
  ): Promise<T> {
    const attempt = () =>
      inCompany(database, companyId, async (transaction) => {
        const company = await selectCompany(transaction, companyId);
        if (!company) throw unknownCompany();
        return work(transaction, company);
      });
    try {
      return await attempt().catch((error: unknown) => {
        if (isTaken(error)) return attempt();
        throw error;
      });
    } catch (error) {
      throw asRefusedValue(error);
    }
  }

  /** Returns the stored answer of an intent, or does the work and stores its answer. */
  async function once(
    transaction: CompanyTransaction,
    { companyId, keyId }: Sender,
    { key, request }: Intent,
    work: () => Promise<SessionState>,
  ): Promise<SessionState> {
    if (key === undefined) return work();
    const name = { companyId, caller: `API key ${keyId}`, key };
    const canonical = digest(JSON.stringify(request));
    const found = await findAnswer<SessionState>(transaction, name);
    const answered = answeredBefore(found, canonical);
    if (answered) return answered;
    const answer = await work();
    const at = now().toISOString();
    if (!(await storeAnswer(transaction, name, { canonical, answer }, at))) throw new KeyTaken();
    return answer;
  }

  async function read(sender: Sender, id: string): Promise<StoredSession & { company: Company }> {
    return inKnownCompany(sender, async (transaction, company) => {
      const stored = await readStored(transaction, sender, id, false);
      return { ...stored, company };
    });
  }

  /** One step of a session with its entry in the log, in one transaction. */
  function advance(
    sender: Sender,
    id: string,
    activity: LoggedAction,
    step: (
      stored: StoredSession,
      company: Company,
      transaction: CompanyTransaction,
    ) => Progress | Promise<Progress>,
    intent: Intent = { key: undefined, request: [] },
  ): Promise<SessionState> {
    const { companyId } = sender;
    return inKnownCompany(sender, async (transaction, company) => {
      const stored = await readStored(transaction, sender, id, true);
      return once(transaction, sender, intent, async () => {
        const { session, files } = await step(stored, company, transaction);
        if (session === stored.session) return stateOf(session, stored.version);
        const rules = likenessRules(companyId, company);
        await writeLikenesses(transaction, rules, stored.session, session);
        await saveProgress(transaction, companyId, stored, session, files);
        if (files) await exchangePhotos(transaction, sender, stored.session, session, files);
        await record(transaction, sender, id, activity);
        await followUps.changed(transaction, companyId, id);
        if (session.status !== 'processing') {
          const at = now();
          if (options.screening) await followUps.screened(transaction, companyId, session, at);
          await followUps.finished(transaction, companyId, session, at);
        }
        return stateOf(session, stored.version + 1);
      });
    });
  }

  const likenessRules = (companyId: string, { settings }: Company): LikenessRules => ({
    companyId,
    extraFields: settings.extraFields,
    key: options.activityKey,
  });

  /** Cancels the removal of photos that now have rows, and plans the removal of the replaced ones. */
  async function exchangePhotos(
    transaction: CompanyTransaction,
    { companyId }: Sender,
    before: Session,
    after: Session,
    files: ReadonlyMap<string, PhotoFile>,
  ): Promise<void> {
    const names = { companyId, sessionId: after.id };
    const photoIds = [...files.keys()];
    if (!(await cancelDeletion(transaction, { ...names, photoIds }))) {
      throw new ReviewError('unavailable', 'The upload took too long.');
    }
    const known = new Set(after.attempts.flatMap(({ photos }) => photos.map(({ id }) => id)));
    const former = before.attempts.flatMap(({ photos }) => photos.map(({ id }) => id));
    const gone = former.filter((id) => !known.has(id));
    await planDeletion(transaction, { ...names, photoIds: gone }, now());
  }

  /**
   * Removes photos whose removal is planned. A failure must not fail the request, because the rest is
   * removed in the background.
   */
  async function removeUnused(companyId: string, sessionId: string, photos: readonly Photo[]) {
    try {
      const photoIds = photos.map(({ id }) => id);
      const context = { database, objects, now, onError };
      await removePlanned(context, { companyId, sessionId, photoIds });
    } catch (error) {
      onError(error);
    }
  }

  /** Gives each photo a new id, so that no reader gets a mixture of old and new bytes. */
  async function preparePhotos(companyId: string, uploads: readonly Upload[]) {
    const prepared: (Photo & { readonly sizes: PreparedImage })[] = [];
    for (const { kind, bytes, pointer } of uploads) {
      const sizes = await prepareImage(bytes, { companyId, pointer });
      prepared.push({ id: randomUUID(), kind, sizes });
    }
    return prepared;
  }

  async function putPhoto(name: PhotoName, sizes: PreparedImage): Promise<PhotoFile> {
    for (const size of photoSize.options) {
      const { bytes, contentType } = sizes[size];
      await objects.put(photoKey(name, size), bytes, { contentType });
    }
    const { contentType, width, height } = sizes.full;
    return { mediaType: contentType, width, height };
  }

  return {
    createSession: (sender, input, key) =>
      inKnownCompany(sender, (transaction, company) =>
        once(transaction, sender, { key, request: ['session', input] }, async () => {
          const { name, settings } = company;
          refuseUnknownFields(input, settings);
          const { companyId } = sender;
          const created = now();
          const id = input.id ?? randomUUID();
          const at = created.toISOString();
          const session = createSession(input, { id, companyName: name, at });
          const lifetime = settings.sessionMinutes * 60_000;
          const expiresAt = new Date(created.getTime() + lifetime).toISOString();
          if (await sessionExists(transaction, companyId, id)) throw taken();
          await insertSession(transaction, companyId, { session, expiresAt });
          const rules = likenessRules(companyId, company);
          await writeLikenesses(transaction, rules, undefined, session);
          await record(transaction, sender, id, { action: 'session-created', details: {} });
          await followUps.changed(transaction, companyId, id);
          return stateOf(session, 1);
        }),
      ),

    startAttempt(sender, id, input, key) {
      const activity: LoggedAction = { action: 'attempt-started', details: {} };
      const intent: Intent = { key, request: ['attempt', id, input] };
      return advance(
        sender,
        id,
        activity,
        ({ session, expiresAt }, { settings }) => ({
          session: startAttempt(session, input, { settings, expiresAt, at: now() }),
        }),
        intent,
      );
    },

    async storeEvidence(sender, { sessionId, attempt }, evidence, uploads) {
      const { companyId } = sender;
      const step = ({ session, expiresAt }: StoredSession, photos: readonly Photo[]) =>
        storeEvidence(session, attempt, { evidence, photos, expiresAt, at: now() });
      // A session in the wrong state is refused before its photos are processed.
      step(await read(sender, sessionId), []);
      const prepared = await preparePhotos(companyId, uploads);
      const photos = prepared.map(({ id, kind }): Photo => ({ id, kind }));
      const names = { companyId, sessionId, photoIds: photos.map(({ id }) => id) };
      await inCompany(database, companyId, (transaction) =>
        planDeletion(transaction, names, new Date(now().getTime() + uploadTime)),
      );
      let former: readonly Photo[] = [];
      try {
        const files = new Map<string, PhotoFile>();
        for (const { id: photoId, sizes } of prepared) {
          files.set(photoId, await putPhoto({ companyId, sessionId, photoId }, sizes));
        }
        const activity: LoggedAction = {
          action: 'evidence-stored',
          details: { attempt, count: photos.length },
        };
        return await advance(sender, sessionId, activity, (stored) => {
          former = stored.session.attempts[attempt - 1]?.photos ?? [];
          return { session: step(stored, photos), files };
        });
      } finally {
        await removeUnused(companyId, sessionId, [...former, ...photos]);
      }
    },

    async finishAttempt(sender, { sessionId, attempt }) {
      const activity: LoggedAction = { action: 'attempt-finished', details: { attempt } };
      for (;;) {
        const { session, version } = await read(sender, sessionId);
        const [ipCountry, found] = await lookUp(options, session);
        try {
          return await advance(sender, sessionId, activity, async (stored, company, within) => {
            // The lookups belong to the evidence of that version.
            if (stored.version !== version) throw new Outdated();
            const { settings, settingsVersion } = company;
            const { expiresAt } = stored;
            const screening: Screening =
              found && options.screening
                ? await options.screening.recall(within, sender.companyId, session, found)
                : { status: 'absent' };
            const finished = finishAttempt(stored.session, attempt, {
              ...{ settings, settingsVersion, expiresAt, now: now(), ipCountry, screening },
            });
            return { session: finished };
          });
        } catch (error) {
          if (!(error instanceof Outdated)) throw error;
        }
      }
    },
  };
}

async function readStored(
  transaction: CompanyTransaction,
  { companyId }: Sender,
  id: string,
  lock: boolean,
): Promise<StoredSession> {
  const stored = isStorable(id)
    ? await readSession(transaction, companyId, id, { lock })
    : undefined;
  if (!stored) throw notFound();
  return stored;
}

const taken = (): ReviewError =>
  new ReviewError('conflict', 'A session with this id already exists.');

async function sessionExists(transaction: CompanyTransaction, companyId: string, id: string) {
  const row = await transaction
    .selectFrom('sessions')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

function refuseUnknownFields({ extra }: NewSession, { extraFields }: Settings): void {
  const known = new Set(extraFields.map(({ key }) => key));
  const parts = extra.flatMap(({ key }, index) =>
    known.delete(key)
      ? []
      : [
          {
            pointer: `/extra/${index}/key`,
            message: 'not an extra field of the company, or given twice',
          },
        ],
  );
  if (parts.length > 0) throw new ReviewError('invalid', 'An extra field is unknown.', { parts });
}

/**
 * Looks up the country and screens the client before the transaction, because a slow answer would keep
 * the session locked. A finished session is not looked up again.
 */
async function lookUp(
  options: IngestOptions,
  { status, client, clientIp }: Session,
): Promise<[IpCountry, FoundScreening | undefined]> {
  if (status !== 'processing') return [{ kind: 'unknown' }, undefined];
  return Promise.all([lookUpCountry(options, clientIp), options.screening?.ask(client)]);
}

/** A failed lookup is `unknown`, and a condition that needs it is not met. */
async function lookUpCountry(
  { findIpCountry }: IngestOptions,
  address: string | null,
): Promise<IpCountry> {
  if (!findIpCountry) return { kind: 'absent' };
  if (address === null) return { kind: 'unknown' };
  return findIpCountry(address).catch((): IpCountry => ({ kind: 'unknown' }));
}
