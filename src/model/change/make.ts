import { dayOf } from '../calendar-date.js';
import { clientFields, type ClientEdit } from '../client.js';
import { checkEdit, clientFaultTexts } from '../client-check.js';
import type {
  ClientChange,
  Decision,
  DecisionInput,
  Note,
  NoteInput,
  Person,
} from '../decision.js';
import { duplicateReasonId, findReasons, type RejectionReason } from '../rejection.js';
import {
  recheckedScreening,
  withFalsePositives,
  type CheckedScreening,
  type FalsePositiveInput,
} from '../screening.js';
import type { Session } from '../session.js';
import type { RejectionRules } from '../workspace.js';
import { isFull, limitTexts } from './limits.js';
import {
  invalidPart,
  isValid,
  refusalOf,
  type ChangeableSession,
  type ChangeRefusal,
  type RefusalContext,
} from './refusal.js';
import type { ChangeRequest, ValidChange } from './request.js';

/** Who changes a session, and when (an instant of RFC 3339). */
export interface Attribution {
  readonly by: Person;
  readonly at: string;
}

/** Everything that affects a change besides the session and the request. */
export interface ChangeContext extends RefusalContext {
  readonly attribution: Attribution;
  readonly rejection: RejectionRules;
  /** The company's time zone, in which a birth can be in the future. Default: `UTC`. */
  readonly timeZone?: string | undefined;
  /** For `recheck-screening`: the result of the screening, with the remembered false positives. */
  readonly found?: CheckedScreening;
  /**
   * For a decision that names the session it duplicates: whether the id is that of another session of the
   * same company. Default: it is not.
   */
  readonly isOtherSession?: ((id: string) => boolean) | undefined;
}

/** The changed session, or why the change is refused. */
export type ChangeResult<S> = { readonly session: S } | { readonly refusal: ChangeRefusal };

/**
 * Makes a change. The result has the old version, because the backend assigns the new one. When there
 * is nothing to change, the result is the same object.
 */
export function makeChange<S extends ChangeableSession>(
  session: S,
  request: ChangeRequest,
  context: ChangeContext,
): ChangeResult<S> {
  const refusal = refusalOf(session, request, context);
  if (refusal) return { refusal };
  if (!isValid(request)) return { refusal: { reason: 'malformed', issues: request.issues } };
  return make(session, request, context);
}

function make<S extends ChangeableSession>(
  session: S,
  request: ValidChange,
  { attribution, rejection, timeZone, found, isOtherSession }: ChangeContext,
): ChangeResult<S> {
  switch (request.kind) {
    case 'decide':
      return decide(session, request.input, { attribution, rejection, isOtherSession });
    case 'edit':
      return edit(session, request.input, attribution, timeZone);
    case 'note':
      return addNote(session, request.input, attribution);
    case 'mark-false-positive':
      return mark(session, request.input, attribution);
    case 'recheck-screening':
      return {
        session: recheck(session, found ?? { status: 'unknown', checkedAt: attribution.at }),
      };
  }
}

const refuse = (pointer: string, message: string): { readonly refusal: ChangeRefusal } => ({
  refusal: invalidPart(pointer, message),
});

function decide<S extends ChangeableSession>(
  session: S,
  input: DecisionInput,
  {
    attribution,
    rejection: { groups, reasonRequired },
    isOtherSession = () => false,
  }: Pick<ChangeContext, 'attribution' | 'rejection' | 'isOtherSession'>,
): ChangeResult<S> {
  if (input.verdict === 'verify') return { session: withDecision(session, input, [], attribution) };
  const reasons = findReasons(groups, input.reasons);
  if (!reasons) return refuse('/reasons', 'not a reason of this company');
  if (reasonRequired && reasons.length === 0) return refuse('/reasons', 'at least one is needed');
  const { duplicateOf } = input;
  if (duplicateOf !== undefined) {
    if (!input.reasons.includes(duplicateReasonId)) {
      return refuse('/duplicateOf', `needs the reason ${duplicateReasonId}`);
    }
    if (!isOtherSession(duplicateOf)) {
      return refuse('/duplicateOf', 'not another session of this company');
    }
  }
  return { session: withDecision(session, input, reasons, attribution) };
}

function withDecision<S extends ChangeableSession>(
  session: S,
  input: DecisionInput,
  reasons: readonly RejectionReason[],
  attribution: Attribution,
): S {
  const { verdict, note } = input;
  const duplicateOf = input.verdict === 'reject' ? input.duplicateOf : undefined;
  const decision: Decision = {
    ...{ verdict, reasons: structuredClone([...reasons]), ...attribution },
    ...(duplicateOf !== undefined && { duplicateOf }),
  };
  const notes =
    note === null
      ? session.notes
      : [...session.notes, newNote(session, note, verdict, attribution)];
  return {
    ...session,
    status: verdict === 'verify' ? 'success' : 'rejected',
    completedAt: attribution.at,
    decision,
    notes,
  };
}

function edit<S extends ChangeableSession>(
  session: S,
  input: ClientEdit,
  attribution: Attribution,
  timeZone: string | undefined,
): ChangeResult<S> {
  const faults = checkEdit(input, session.client, dayOf(new Date(attribution.at), timeZone));
  if (faults.size > 0) {
    const parts = [...faults].map(([field, fault]) => ({
      pointer: `/${field}`,
      message: clientFaultTexts[fault],
    }));
    return { refusal: { reason: 'invalid', parts } };
  }
  const changes = clientFields.flatMap((field): ClientChange[] => {
    const [before, after] = [session.client[field], input[field]];
    return after === undefined || after === before
      ? []
      : [{ field, before, after, ...attribution }];
  });
  if (changes.length === 0) return { session };
  if (isFull(session, 'changes')) return refuse('', limitTexts.changes);
  const client = { ...session.client, ...input };
  return { session: { ...session, client, changes: [...session.changes, ...changes] } };
}

function addNote<S extends ChangeableSession>(
  session: S,
  { text }: NoteInput,
  attribution: Attribution,
): ChangeResult<S> {
  if (isFull(session, 'notes')) return refuse('/text', limitTexts.notes);
  const note = newNote(session, text, null, attribution);
  return { session: { ...session, notes: [...session.notes, note] } };
}

function newNote(
  { notes }: Pick<Session, 'notes'>,
  text: string,
  verdict: Note['verdict'],
  attribution: Attribution,
): Note {
  const taken = new Set(notes.map((note) => note.id));
  let number = notes.length + 1;
  while (taken.has(`note-${number}`)) number += 1;
  return { id: `note-${number}`, text, ...attribution, verdict };
}

function mark<S extends ChangeableSession>(
  session: S,
  input: FalsePositiveInput,
  attribution: Attribution,
): ChangeResult<S> {
  const { screening } = session;
  const match =
    screening.status === 'match' && screening.matches.find(({ id }) => id === input.matchId);
  if (!match) return refuse('/matchId', 'not a match of this session');
  if (!input.falsePositive && !match.falsePositive) return { session };
  const isNewMark = input.falsePositive && !match.falsePositive;
  if (isNewMark && isFull(session, 'marks')) return refuse('/matchId', limitTexts.marks);
  const falsePositive = input.falsePositive ? { reason: input.reason, ...attribution } : null;
  const marks = new Map(screening.matches.map((one) => [one.id, one.falsePositive]));
  marks.set(match.id, falsePositive);
  return {
    session: { ...session, screening: withFalsePositives(screening, (id) => marks.get(id)) },
  };
}

function recheck<S extends ChangeableSession>(session: S, found: CheckedScreening): S {
  const screening = recheckedScreening(session.screening, found);
  return screening === session.screening ? session : { ...session, screening };
}
