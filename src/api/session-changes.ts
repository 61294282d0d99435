import * as v from 'valibot';

import { clientEdit, clientFields, type ClientEdit } from '../model/client.js';
import {
  decisionInput,
  noteInput,
  type ClientChange,
  type Decision,
  type DecisionInput,
  type Note,
  type NoteInput,
  type Person,
} from '../model/decision.js';
import { allowsAction, type SessionAction } from '../model/permissions.js';
import { findReasons, type RejectionReason } from '../model/rejection.js';
import {
  falsePositiveInput,
  recheckedScreening,
  withFalsePositives,
  type CheckedScreening,
  type FalsePositiveInput,
} from '../model/screening.js';
import type { Session } from '../model/session.js';
import type { Workspace } from '../model/workspace.js';
import { invalid, invalidInput } from './check.js';
import { ReviewError, type ReviewErrorDetails } from './errors.js';
import type { ChangeOptions } from './review-api.js';

/** Who changes a session, and when (an instant of RFC 3339). */
export interface Origin {
  readonly by: Person;
  readonly at: string;
}

/** What each kind of change takes, as the methods of `ReviewApi` do. */
export interface ChangeInputs {
  decide: DecisionInput;
  edit: ClientEdit;
  note: NoteInput;
  'mark-false-positive': FalsePositiveInput;
  'recheck-screening': Record<string, never>;
}
export type ChangeKind = keyof ChangeInputs;

/** A change as somebody asked for it. Whether its input is valid is said when its turn comes. */
export type ChangeRequest = {
  readonly [Kind in ChangeKind]: {
    readonly kind: Kind;
    /** `undefined` when it is not what the contract says. */
    readonly input: ChangeInputs[Kind] | undefined;
    readonly issues: readonly v.BaseIssue<unknown>[];
    /**
     * The request in one canonical writing, the same for the same request; `undefined` when it is
     * invalid. It holds personal data: a backend that keeps it keeps its digest.
     */
    readonly canonical: string | undefined;
  };
}[ChangeKind];

/** A change that was made under an idempotency key, and what was answered. */
export interface StoredAnswer<Answer> {
  /** `ChangeRequest.canonical`, or its digest when `canonical` is given as one as well. */
  readonly canonical: string;
  readonly answer: Answer;
}

/** The part of a session that changes need and make. */
export type ChangeableSession = Pick<
  Session,
  'version' | 'status' | 'completedAt' | 'client' | 'decision' | 'notes' | 'changes' | 'screening'
>;

/** What of the backend a change depends on. */
export interface ChangeContext {
  /** As the caller sent them, who may have left anything out. */
  readonly options: Partial<ChangeOptions> | undefined;
  readonly origin: Origin;
  readonly rejection: Workspace['rejection'];
  /**
   * The edits since a version that is no longer current, oldest first; all of them for a version
   * that never was, because it is not known what was seen.
   */
  readonly changesSince: (version: string) => readonly ClientChange[];
  /** What the check has found, with the marks that are remembered, for `recheck-screening`. */
  readonly found?: CheckedScreening;
}

/** A change whose input is what the contract says. */
type ValidChange = {
  readonly [Kind in ChangeKind]: { readonly kind: Kind; readonly input: ChangeInputs[Kind] };
}[ChangeKind];

const inputs: { readonly [Kind in ChangeKind]: v.GenericSchema<unknown, ChangeInputs[Kind]> } = {
  decide: decisionInput,
  edit: clientEdit,
  note: noteInput,
  'mark-false-positive': falsePositiveInput,
  'recheck-screening': v.strictObject({}),
};

const idempotencyKey = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/));

/** Reads a request to change the session of that id. Never throws. */
export function readChange(kind: ChangeKind, sessionId: string, input: unknown): ChangeRequest {
  const result = v.safeParse(inputs[kind], input);
  const read = result.success
    ? {
        input: result.output,
        issues: [],
        canonical: JSON.stringify([kind, sessionId, result.output]),
      }
    : { input: undefined, issues: result.issues, canonical: undefined };
  return { kind, ...read } as ChangeRequest;
}

/**
 * The answer that was given before under the same actor and idempotency key, which is looked at
 * before anything else of the session but that it is there; `undefined` when there was none.
 * @param canonical of the request; a digest where the stored one is a digest
 * @throws ReviewError `invalid` when the key was used for another request
 */
export function answeredBefore<Answer>(
  stored: StoredAnswer<Answer> | undefined,
  canonical: string | undefined,
): Answer | undefined {
  if (!stored) return undefined;
  if (canonical === stored.canonical) return stored.answer;
  throw invalid('The idempotency key was used for another request.', [
    { pointer: 'Idempotency-Key', message: 'used for another request' },
  ]);
}

/**
 * Refuses a change as spec T says, in this order: decided or processing, version or key missing,
 * version stale, input invalid. What comes before is the backend's: whether the session is there,
 * whether the user may, and `answeredBefore`.
 *
 * `applyChange` does it too. By itself it is for a backend that has to ask others, as lists are asked
 * for `recheck-screening`, before it can make the change.
 * @throws ReviewError `already-decided`, `conflict` or `invalid`
 */
export function checkChange(
  session: ChangeableSession,
  request: ChangeRequest,
  { options, changesSince }: Pick<ChangeContext, 'options' | 'changesSince'>,
): asserts request is ChangeRequest & ValidChange {
  refuseClosed(session, actionOf(request));
  checkOptions(options);
  refuseStale(session, options.version, changesSince);
  if (!request.input) throw invalidInput(request.issues);
}

/**
 * Makes a change, or refuses it as `checkChange` does.
 * @returns the session with the change and its old version, to which the backend gives a new one;
 * the very same object when there was nothing to change
 * @throws ReviewError `already-decided`, `conflict` or `invalid`
 */
export function applyChange<S extends ChangeableSession>(
  session: S,
  request: ChangeRequest,
  context: ChangeContext,
): S {
  checkChange(session, request, context);
  const { origin, rejection, found } = context;
  switch (request.kind) {
    case 'decide':
      return decided(session, request.input, findAttached(request.input, rejection), origin);
    case 'edit':
      return edited(session, request.input, origin);
    case 'note':
      return noted(session, request.input, origin);
    case 'mark-false-positive':
      return marked(session, request.input, origin);
    case 'recheck-screening':
      return rechecked(session, found ?? { status: 'unknown', checkedAt: origin.at });
  }
}

function actionOf(request: ChangeRequest): SessionAction {
  switch (request.kind) {
    case 'decide':
      return request.input?.verdict ?? 'verify';
    case 'edit':
      return 'edit-client';
    case 'note':
      return 'add-note';
    default:
      return request.kind;
  }
}

function refuseClosed(
  { status, decision }: Pick<Session, 'status' | 'decision'>,
  action: SessionAction,
): void {
  if (allowsAction(status, action)) return;
  if (status === 'processing') {
    throw new ReviewError('conflict', 'The session is still processing.');
  }
  const details: ReviewErrorDetails = decision ? { decision: structuredClone(decision) } : {};
  throw new ReviewError('already-decided', 'The session is decided already.', details);
}

function checkOptions(
  options: Partial<ChangeOptions> | undefined,
): asserts options is ChangeOptions {
  if (typeof options?.version !== 'string' || options.version === '') {
    throw invalid('The version of what was seen is missing.', [
      { pointer: 'If-Match', message: 'missing' },
    ]);
  }
  if (!v.is(idempotencyKey, options.idempotencyKey)) {
    throw invalid('The idempotency key is missing or malformed.', [
      { pointer: 'Idempotency-Key', message: 'expected 1–128 visible ASCII characters' },
    ]);
  }
}

function refuseStale(
  session: Pick<Session, 'version'>,
  version: string,
  changesSince: ChangeContext['changesSince'],
): void {
  if (version === session.version) return;
  throw new ReviewError('conflict', 'The session has changed since it was read.', {
    changes: structuredClone([...changesSince(version)]),
  });
}

function findAttached(
  input: DecisionInput,
  { groups, reasonRequired }: Workspace['rejection'],
): RejectionReason[] {
  if (input.verdict === 'verify') return [];
  const reasons = findReasons(groups, input.reasons);
  if (!reasons) throw badReasons('not a reason of this company');
  if (reasonRequired && reasons.length === 0) throw badReasons('at least one is needed');
  return reasons;
}

const badReasons = (message: string): ReviewError =>
  invalid('The reasons are not valid.', [{ pointer: '/reasons', message }]);

function newNote(
  { notes }: Pick<Session, 'notes'>,
  text: string,
  verdict: Note['verdict'],
  { by, at }: Origin,
): Note {
  const taken = new Set(notes.map((note) => note.id));
  let number = notes.length + 1;
  while (taken.has(`note-${number}`)) number += 1;
  return { id: `note-${number}`, text, by, at, verdict };
}

function decided<S extends ChangeableSession>(
  session: S,
  { verdict, note }: DecisionInput,
  reasons: RejectionReason[],
  origin: Origin,
): S {
  const decision: Decision = { verdict, reasons: structuredClone(reasons), ...origin };
  return {
    ...session,
    status: verdict === 'verify' ? 'success' : 'rejected',
    completedAt: origin.at,
    decision,
    notes:
      note === null ? session.notes : [...session.notes, newNote(session, note, verdict, origin)],
  };
}

function edited<S extends ChangeableSession>(session: S, edit: ClientEdit, origin: Origin): S {
  const changes = clientFields.flatMap((field): ClientChange[] => {
    const [before, after] = [session.client[field], edit[field]];
    return after === undefined || after === before ? [] : [{ field, before, after, ...origin }];
  });
  if (changes.length === 0) return session;
  return {
    ...session,
    client: { ...session.client, ...edit },
    changes: [...session.changes, ...changes],
  };
}

function noted<S extends ChangeableSession>(session: S, { text }: NoteInput, origin: Origin): S {
  return { ...session, notes: [...session.notes, newNote(session, text, null, origin)] };
}

function marked<S extends ChangeableSession>(
  session: S,
  input: FalsePositiveInput,
  { by, at }: Origin,
): S {
  const { screening } = session;
  const match =
    screening.status === 'match' && screening.matches.find(({ id }) => id === input.matchId);
  if (!match) {
    throw invalid('The screening has no such match.', [
      { pointer: '/matchId', message: 'not a match of this session' },
    ]);
  }
  if (!input.falsePositive && !match.falsePositive) return session;
  const mark = input.falsePositive ? { reason: input.reason, by, at } : null;
  const marks = new Map(screening.matches.map((one) => [one.id, one.falsePositive]));
  marks.set(match.id, mark);
  return { ...session, screening: withFalsePositives(screening, (id) => marks.get(id)) };
}

function rechecked<S extends ChangeableSession>(session: S, found: CheckedScreening): S {
  const screening = recheckedScreening(session.screening, found);
  return screening === session.screening ? session : { ...session, screening };
}
