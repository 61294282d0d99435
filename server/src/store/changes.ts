import {
  answeredBefore,
  applyChange,
  readChange,
  ReviewError,
  type ChangeKind,
  type ChangeOptions,
} from 'kv-review/api';
import type { Actor, ClientChange, Session } from 'kv-review/model';

import type { Activity } from '../activity/entry.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import { enqueueEvent } from '../hooks/outbox.ts';
import { unknownCompany, selectCompany } from './companies.ts';
import { digest, findAnswer, keepAnswer } from './idempotency.ts';
import { notifySession } from './notify.ts';
import { versionTag } from './rows.ts';
import { readSession, updateSession, type StoredSession } from './sessions.ts';
import { asRefusedValue, isStorable, refuseUnstorable } from './storable.ts';

/** A change of a session as somebody asked for it, valid or not. */
export interface Change {
  readonly kind: Extract<ChangeKind, 'decide' | 'edit' | 'note'>;
  readonly sessionId: string;
  readonly input: unknown;
  readonly options: Partial<ChangeOptions> | undefined;
}

/** Who asks for a change, when, and what it is recorded with. */
export interface ChangeOrigin {
  readonly companyId: string;
  readonly actor: Actor;
  readonly at: string;
  readonly activityKey: ActivityKey;
}

export const notFound = (): ReviewError => new ReviewError('not-found', 'There is no such thing.');

/** Another request has kept its answer under the same key meanwhile. */
class KeyTaken extends Error {}

/**
 * Makes a change and its entry in the activity log in one transaction, or refuses it as spec T says.
 * A request that is sent again, also while the first one is under way, has the answer of the first.
 * @throws ReviewError `not-found`, `already-decided`, `conflict` or `invalid`
 */
export async function changeSession(
  database: Database,
  change: Change,
  origin: ChangeOrigin,
): Promise<Session> {
  if (!isStorable(change.sessionId)) throw notFound();
  for (;;) {
    try {
      return await inCompany(database, origin.companyId, (transaction) =>
        changeOnce(transaction, change, origin),
      );
    } catch (error) {
      if (!(error instanceof KeyTaken)) throw asRefusedValue(error);
    }
  }
}

async function changeOnce(
  transaction: CompanyTransaction,
  { kind, sessionId, input, options }: Change,
  { companyId, actor, at, activityKey }: ChangeOrigin,
): Promise<Session> {
  const company = await selectCompany(transaction, companyId);
  if (!company) throw unknownCompany();
  // Whoever asks for the same at the same time waits here, and then finds the answer.
  const stored = await readSession(transaction, companyId, sessionId, { lock: true });
  if (!stored) throw notFound();

  const request = readChange(kind, sessionId, input);
  const canonical = request.canonical === undefined ? undefined : digest(request.canonical);
  const key = { companyId, caller: actor.id, key: options?.idempotencyKey ?? '' };
  const answered = answeredBefore(
    isStorable(key.key) ? await findAnswer(transaction, key) : undefined,
    canonical,
  );
  if (answered) return answered;

  const { session } = stored;
  const changed = applyChange(session, request, {
    options,
    origin: { by: { id: actor.id, name: actor.name }, at },
    rejection: company.rejection,
    changesSince: (version) => changesSince(stored, version),
  });
  refuseUnstorable(request.input);

  const answer =
    changed === session ? session : await keep(transaction, companyId, stored, changed);
  // A valid request has both; `applyChange` refuses any other.
  if (canonical !== undefined && !(await keepAnswer(transaction, key, { canonical, answer }, at))) {
    throw new KeyTaken();
  }
  if (answer !== session) {
    const happened = describe(session, answer);
    await appendActivity(
      transaction,
      companyId,
      { at, actor, sessionId, ...happened },
      activityKey,
    );
    if (answer.decision) {
      const event = { session: answer, at };
      await enqueueEvent(transaction, companyId, 'post-manual-verification', event);
    }
  }
  return answer;
}

async function keep(
  transaction: CompanyTransaction,
  companyId: string,
  before: StoredSession,
  after: Session,
): Promise<Session> {
  const version = await updateSession(transaction, companyId, before, after);
  await notifySession(transaction, companyId, after.id);
  return { ...after, version: versionTag(version) };
}

/** The edits since a version, or all of them when it never was. */
function changesSince(
  { session, version: current, changeVersions }: StoredSession,
  seen: string,
): readonly ClientChange[] {
  const version = /^[1-9]\d{0,15}$/.test(seen) ? Number(seen) : Infinity;
  if (version > current) return session.changes;
  return session.changes.filter((_, index) => (changeVersions[index] ?? 0) > version);
}

/** What the log says of a change: names and ids, and nothing of what was written. */
function describe(before: Session, after: Session): Pick<Activity, 'action' | 'details'> {
  const noteId = after.notes.slice(before.notes.length).at(-1)?.id;
  const note = noteId === undefined ? {} : { noteId };
  if (after.decision) {
    const { verdict, reasons } = after.decision;
    return {
      action: 'decision',
      details: { verdict, reasons: reasons.map(({ id }) => id), ...note },
    };
  }
  const edits = after.changes.slice(before.changes.length);
  return edits.length > 0
    ? { action: 'edit', details: { fields: edits.map(({ field }) => field) } }
    : { action: 'note', details: note };
}
