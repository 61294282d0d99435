import { randomUUID } from 'node:crypto';

import { ReviewError } from 'kv-review/api';
import {
  photoSize,
  type IpCountry,
  type Photo,
  type PhotoKind,
  type Screening,
  type Session,
  type Settings,
} from 'kv-review/model';

import type { Activity } from '../activity/entry.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import { prepareImage } from '../images/prepare-image.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { notFound } from '../store/changes.ts';
import { selectCompany, unknownCompany, type Company } from '../store/companies.ts';
import { notifySession } from '../store/notify.ts';
import { photoKey } from '../store/photos.ts';
import { versionTag } from '../store/rows.ts';
import { insertSession, readSession, type StoredSession } from '../store/sessions.ts';
import { asRefusedValue, isStorable } from '../store/storable.ts';
import { createSession, finishAttempt, startAttempt, storeEvidence } from './lifecycle.ts';
import type { Evidence, NewAttempt, NewSession } from './requests.ts';
import { saveProgress, type PhotoFile } from './store.ts';

/** Which company's own backend asks, and with which key. */
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

/** How a session stands, as its company's own backend learns it. */
export type SessionState = Pick<
  Session,
  'id' | 'version' | 'status' | 'attemptCount' | 'failedConditions'
>;

export interface IngestOptions {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly activityKey: ActivityKey;
  readonly now: () => Date;
  /** The country of an IP address. Without it a rule on the address is "not checked". */
  readonly findIpCountry?: (address: string) => Promise<IpCountry>;
  /** Checks a person against lists. Without it the company has no such integration. */
  readonly screen?: (companyId: string, session: Session) => Promise<Screening>;
  /**
   * Called in the transaction that ends a session, after its entry in the log: what it keeps, is
   * kept with the outcome.
   */
  readonly onFinished?: (
    transaction: CompanyTransaction,
    companyId: string,
    session: Session,
  ) => Promise<void>;
}

/** What a company's own backend sends of its clients; the requests are in `requests.ts`. */
export interface Ingest {
  /** @throws ReviewError `conflict` when the id is taken, `invalid` for an extra field that is not set. */
  createSession(sender: Sender, input: NewSession): Promise<SessionState>;
  /** Counts a try, also when it is abandoned. @throws ReviewError `not-found`, `conflict` */
  startAttempt(sender: Sender, id: string, input: NewAttempt): Promise<SessionState>;
  /**
   * Puts evidence and photos in the place of what the attempt had before.
   * @throws ReviewError `not-found`, `conflict`, `invalid` for a photo that is none
   */
  storeEvidence(
    sender: Sender,
    place: AttemptPlace,
    evidence: Evidence,
    uploads: readonly Upload[],
  ): Promise<SessionState>;
  /** Ends the session by the company's policy. Once it has, it answers the outcome again. */
  finishAttempt(sender: Sender, place: AttemptPlace): Promise<SessionState>;
}

export interface AttemptPlace {
  readonly sessionId: string;
  readonly attempt: number;
}

type Happened = Pick<Activity, 'action' | 'details'>;

/** What a step makes of a session, and the photos that came with it. */
interface Progress {
  readonly session: Session;
  readonly files?: ReadonlyMap<string, PhotoFile>;
}

const stateOf = (session: Session, version: number): SessionState => ({
  id: session.id,
  version: versionTag(version),
  status: session.status,
  attemptCount: session.attemptCount,
  failedConditions: session.failedConditions,
});

export function createIngest(options: IngestOptions): Ingest {
  const { database, objects, activityKey, now } = options;

  const record = (
    transaction: CompanyTransaction,
    { companyId, keyId }: Sender,
    sessionId: string,
    { action, details }: Happened,
  ): Promise<void> => {
    const at = now().toISOString();
    const told = { ...details, apiKeyId: keyId };
    const happened = { at, actor: null, action, sessionId, details: told };
    return appendActivity(transaction, companyId, happened, activityKey);
  };

  async function inKnownCompany<T>(
    { companyId }: Sender,
    work: (transaction: CompanyTransaction, company: Company) => Promise<T>,
  ): Promise<T> {
    try {
      return await inCompany(database, companyId, async (transaction) => {
        const company = await selectCompany(transaction, companyId);
        if (!company) throw unknownCompany();
        return work(transaction, company);
      });
    } catch (error) {
      throw asRefusedValue(error);
    }
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
    happened: Happened,
    step: (stored: StoredSession, settings: Settings) => Progress,
  ): Promise<{ state: SessionState; before: Session }> {
    const { companyId } = sender;
    return inKnownCompany(sender, async (transaction, { settings }) => {
      const stored = await readStored(transaction, sender, id, true);
      const before = stored.session;
      const { session, files } = step(stored, settings);
      if (session === before) return { state: stateOf(before, stored.version), before };
      await saveProgress(transaction, companyId, stored, session, files);
      await notifySession(transaction, companyId, id);
      await record(transaction, sender, id, happened);
      if (session.status !== 'processing') {
        await options.onFinished?.(transaction, companyId, session);
      }
      return { state: stateOf(session, stored.version + 1), before };
    });
  }

  async function forgetPhotos(companyId: string, id: string, photos: readonly Photo[]) {
    for (const photo of photos) await objects.deleteAll([companyId, id, photo.id]);
  }

  /** Stores the pixels of photos under new ids, so that nobody reads a mixture of old and new. */
  async function storePhotos(companyId: string, sessionId: string, uploads: readonly Upload[]) {
    const photos: Photo[] = [];
    const files = new Map<string, PhotoFile>();
    for (const { kind, bytes, pointer } of uploads) {
      const prepared = await prepareImage(bytes, { pointer });
      const photo = { id: randomUUID(), kind };
      photos.push(photo);
      for (const size of photoSize.options) {
        const { bytes: pixels, contentType } = prepared[size];
        const name = { companyId, sessionId, photoId: photo.id };
        await objects.put(photoKey(name, size), pixels, { contentType });
      }
      const { contentType, width, height } = prepared.full;
      files.set(photo.id, { mediaType: contentType, width, height });
    }
    return { photos, files };
  }

  return {
    createSession: (sender, input) =>
      inKnownCompany(sender, async (transaction, { name, settings }) => {
        refuseUnknownFields(input, settings);
        const { companyId } = sender;
        const created = now();
        const id = input.id ?? randomUUID();
        const at = created.toISOString();
        const session = createSession(input, { id, companyName: name, at });
        const lifetime = settings.sessionMinutes * 60_000;
        const expiresAt = new Date(created.getTime() + lifetime).toISOString();
        if (await isTaken(transaction, companyId, id)) throw taken();
        await insertSession(transaction, companyId, { session, expiresAt });
        await notifySession(transaction, companyId, id);
        await record(transaction, sender, id, { action: 'session-created', details: {} });
        return stateOf(session, 1);
      }),

    async startAttempt(sender, id, input) {
      const happened: Happened = { action: 'attempt-started', details: {} };
      const { state } = await advance(sender, id, happened, ({ session, expiresAt }, settings) => ({
        session: startAttempt(session, input, { settings, expiresAt, at: now().toISOString() }),
      }));
      return state;
    },

    async storeEvidence(sender, { sessionId, attempt }, evidence, uploads) {
      const { companyId } = sender;
      const { session } = await read(sender, sessionId);
      // What is refused for its state alone is refused before its photos are worked on.
      storeEvidence(session, attempt, { evidence, photos: [] });
      const { photos, files } = await storePhotos(companyId, sessionId, uploads);
      const happened: Happened = {
        action: 'evidence-stored',
        details: { attempt, count: photos.length },
      };
      try {
        const { state, before } = await advance(sender, sessionId, happened, (stored) => ({
          session: storeEvidence(stored.session, attempt, { evidence, photos }),
          files,
        }));
        await forgetPhotos(companyId, sessionId, before.attempts[attempt - 1]?.photos ?? []);
        return state;
      } catch (error) {
        await forgetPhotos(companyId, sessionId, photos).catch(() => undefined);
        throw error;
      }
    },

    async finishAttempt(sender, { sessionId, attempt }) {
      const { session } = await read(sender, sessionId);
      const [ipCountry, screening] = await Promise.all([
        lookUpCountry(options, session.clientIp),
        screen(options, sender.companyId, session),
      ]);
      const happened: Happened = { action: 'attempt-finished', details: { attempt } };
      const { state } = await advance(sender, sessionId, happened, (stored, settings) => ({
        session: finishAttempt(stored.session, attempt, {
          ...{ settings, now: now(), ipCountry, screening },
        }),
      }));
      return state;
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
  new ReviewError('conflict', 'There is a session of this id already.');

async function isTaken(transaction: CompanyTransaction, companyId: string, id: string) {
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
      : [{ pointer: `/extra/${index}/key`, message: 'not a field of this company, or twice' }],
  );
  if (parts.length > 0) throw new ReviewError('invalid', 'An extra field is not set.', { parts });
}

/** A look-up that fails knows nothing, and a rule that needs it is not met. */
async function lookUpCountry(
  { findIpCountry }: IngestOptions,
  address: string | null,
): Promise<IpCountry> {
  if (!findIpCountry) return { kind: 'absent' };
  if (address === null) return { kind: 'unknown' };
  return findIpCountry(address).catch((): IpCountry => ({ kind: 'unknown' }));
}

/** A check that fails is unknown, never clear. */
async function screen(
  { screen: check }: IngestOptions,
  companyId: string,
  session: Session,
): Promise<Screening> {
  if (!check) return { status: 'absent' };
  return check(companyId, session).catch((): Screening => ({ status: 'unknown', checkedAt: null }));
}
