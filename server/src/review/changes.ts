import { answeredBefore, applyChange, checkChange, type ChangeOptions } from 'kv-review/api';
import {
  answerAgain,
  describeChange,
  outcomeOf,
  readChange,
  type Actor,
  type ChangeContext,
  type ChangeKind,
  type ChangeOutcome,
  type ChangeRequest,
  type Claim,
  type ClientChange,
  type ExtraField,
  type Session,
} from 'kv-review/model';

import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { FoundScreening } from '../screening/screener.ts';
import type { SessionScreening } from '../screening/session-screening.ts';
import { endClaim, readLastClaim, requiresClaim } from '../store/claims.ts';
import { selectCompany } from '../store/companies.ts';
import { notFound, unknownCompany } from '../store/errors.ts';
import type { FollowUps } from '../store/follow-ups.ts';
import { digest, findAnswer, storeAnswer, type AnswerKey } from '../store/idempotency.ts';
import { withQueueFacts } from '../store/queue.ts';
import { writeLikenesses } from '../store/likenesses.ts';
import { versionTag } from '../store/rows.ts';
import { readSession, updateSession, type StoredSession } from '../store/sessions.ts';
import { asRefusedValue, isStorable, refuseUnstorable } from '../store/storable.ts';

/** A requested change of a session, valid or not. */
export interface Change {
  readonly kind: ChangeKind;
  readonly sessionId: string;
  readonly input: unknown;
  readonly options: Partial<ChangeOptions> | undefined;
}

/** The author and time of a change, and the tools that record it. */
export interface ChangeOrigin {
  readonly companyId: string;
  readonly actor: Actor;
  readonly at: string;
  readonly activityKey: ActivityKey;
  readonly followUps: FollowUps;
  /** For changes of the screening. Without it, clients are not screened. */
  readonly screening?: SessionScreening | undefined;
}

/** Another request has stored its answer under the same key. */
class KeyTaken extends Error {}

/**
 * Makes a change and its entry in the activity log in one transaction, or refuses it (spec T). A repeated
 * request gets the answer of the first one, even while the first one is running.
 * @throws ReviewError `not-found`, `already-decided`, `claimed`, `conflict` or `invalid`.
 */
export async function changeSession(
  database: Database,
  change: Change,
  origin: ChangeOrigin,
): Promise<Session> {
  if (!isStorable(change.sessionId)) throw notFound();
  const found =
    change.kind === 'recheck-screening' ? await screenAgain(database, change, origin) : undefined;
  for (;;) {
    try {
      const { companyId } = origin;
      return await inCompany(database, companyId, async (transaction) =>
        withQueueFacts(
          transaction,
          companyId,
          await changeOnce(transaction, change, origin, found),
        ),
      );
    } catch (error) {
      if (!(error instanceof KeyTaken)) throw asRefusedValue(error);
    }
  }
}

/**
 * Screens the client between two transactions, because a slow answer would keep the session locked. The
 * second transaction refuses the change when the session has changed since then.
 * @returns `undefined` when there is a stored answer.
 */
async function screenAgain(
  database: Database,
  change: Change,
  origin: ChangeOrigin,
): Promise<FoundScreening | undefined> {
  const client = await inCompany(database, origin.companyId, async (transaction) => {
    const { stored, request, context, answered } = await prepare(transaction, change, origin);
    if (answered) return undefined;
    checkChange(stored.session, request, context);
    return stored.session.client;
  });
  return client && origin.screening?.ask(client);
}

interface Prepared {
  readonly stored: StoredSession;
  readonly request: ChangeRequest;
  readonly context: ChangeContext;
  readonly key: AnswerKey;
  /** The stored form of the request; `undefined` when the request is invalid. */
  readonly canonical: string | undefined;
  readonly answered: ChangeOutcome | undefined;
  /** The claim in force. */
  readonly claim: Claim | null;
  readonly extraFields: readonly ExtraField[];
}

/** Reads the data for a change, and the stored answer if there is one. @throws ReviewError */
async function prepare(
  transaction: CompanyTransaction,
  { kind, sessionId, input, options }: Change,
  { companyId, actor, at }: ChangeOrigin,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Prepared> {
  const company = await selectCompany(transaction, companyId);
  if (!company) throw unknownCompany();
  const stored = await readSession(transaction, companyId, sessionId, { lock });
  if (!stored) throw notFound();
  const request = readChange(kind, sessionId, input);
  const canonical = request.canonical === undefined ? undefined : digest(request.canonical);
  const key = { companyId, caller: actor.id, key: options?.idempotencyKey ?? '' };
  const answered = answeredBefore(
    isStorable(key.key) ? await findAnswer<ChangeOutcome>(transaction, key) : undefined,
    canonical,
  );
  const last = await readLastClaim(transaction, { companyId, sessionId });
  const claim = last?.current ?? null;
  const duplicated = await findDuplicated(transaction, companyId, sessionId, request);
  const context: ChangeContext = {
    options,
    claims: { current: claim, userId: actor.id, isRequired: requiresClaim(company.settings) },
    attribution: { by: { id: actor.id, name: actor.name }, at },
    rejection: company.settings.rejection,
    timeZone: company.settings.timeZone,
    isOtherSession: (other) => other === duplicated,
    changesSince: (version) => changesSince(stored, version),
  };
  const { extraFields } = company.settings;
  return { stored, request, context, key, canonical, answered, claim, extraFields };
}

/** The id of the session that a decision names as its duplicate, if it is another one of the company. */
async function findDuplicated(
  transaction: CompanyTransaction,
  companyId: string,
  sessionId: string,
  { kind, input }: ChangeRequest,
): Promise<string | undefined> {
  const id = kind === 'decide' && input?.verdict === 'reject' ? input.duplicateOf : undefined;
  if (id === undefined || id === sessionId || !isStorable(id)) return undefined;
  const row = await transaction
    .selectFrom('sessions')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.id;
}

async function changeOnce(
  transaction: CompanyTransaction,
  change: Change,
  origin: ChangeOrigin,
  result: FoundScreening | undefined,
): Promise<Session> {
  const { companyId, actor, at, activityKey, followUps, screening } = origin;
  // A concurrent request with the same key waits here, and then finds the stored answer.
  const prepared = await prepare(transaction, change, origin, { lock: true });
  const { stored, request, context, key, canonical, answered, claim } = prepared;
  const { session } = stored;
  if (answered) return withClaim(answerAgain(answered, session), claim);

  const found = result && (await screening?.recall(transaction, companyId, session, result));
  const changed = applyChange(session, request, found ? { ...context, found } : context);
  refuseUnstorable(request.input);

  const isDecision = changed.decision !== null;
  if (isDecision) await endClaim(transaction, { companyId, sessionId: session.id }, 'decided');
  const answer =
    changed === session ? session : await store(transaction, origin, prepared, changed);
  // `applyChange` refuses requests without a canonical form.
  if (
    canonical !== undefined &&
    !(await storeAnswer(transaction, key, { canonical, answer: outcomeOf(request, answer) }, at))
  ) {
    throw new KeyTaken();
  }
  if (request.kind === 'mark-false-positive' && request.input) {
    await screening?.remember(transaction, companyId, answer, request.input.matchId);
  }
  // A screening is logged even if it changes nothing.
  const isScreening = request.kind === 'recheck-screening';
  const isChanged = answer !== session;
  if (isChanged || isScreening) {
    const screened = found ?? { status: 'unknown', checkedAt: null };
    const activity = describeChange(request, session, answer, screened);
    await appendActivity(
      transaction,
      companyId,
      { at, actor, sessionId: session.id, ...activity },
      activityKey,
    );
  }
  if (isChanged) await followUps.changed(transaction, companyId, session.id);
  if (isScreening) await followUps.screened(transaction, companyId, answer, new Date(at));
  if (isDecision) await followUps.decided(transaction, companyId, answer, new Date(at));
  return withClaim(answer, isDecision ? null : claim);
}

const withClaim = (session: Session, claim: Claim | null): Session =>
  claim ? { ...session, claim } : session;

async function store(
  transaction: CompanyTransaction,
  { companyId, activityKey: key }: ChangeOrigin,
  { stored: before, extraFields }: Prepared,
  after: Session,
): Promise<Session> {
  if (after.client !== before.session.client) {
    const rules = { companyId, extraFields, key };
    await writeLikenesses(transaction, rules, before.session, after);
  }
  const version = await updateSession(transaction, companyId, before, after);
  return { ...after, version: versionTag(version) };
}

/** The edits since a version, or all of them when the version never existed. */
function changesSince(
  { session, version: current, changeVersions }: StoredSession,
  seen: string,
): readonly ClientChange[] {
  const version = /^[1-9]\d{0,15}$/.test(seen) ? Number(seen) : Infinity;
  if (version > current) return session.changes;
  return session.changes.filter((_, index) => (changeVersions[index] ?? 0) > version);
}
