import type { ReviewError } from '../api/errors.js';
import type { ChangeState } from '../controllers/change.js';
import type { LocalizeController } from '../controllers/localize.js';
import type { ClientField } from '../model/client.js';
import type { ClientChange, Decision } from '../model/decision.js';
import type { SessionSummary } from '../model/session.js';
import { isolate } from './bidi.js';
import type { ProblemText } from './problem-panel.js';

/** Why a change is not made, in words, and what can be done about it. */
export interface Problem extends ProblemText {
  /** What the main button does: `continue` goes on with the session as it is now, `review` shows it. */
  readonly remedy: 'submit' | 'ask' | 'review' | 'continue' | 'none';
  /** What was entered cannot be changed for now. */
  readonly isLocking?: boolean;
  /** What was entered has become useless here; it can be copied. */
  readonly isDraftKept?: boolean;
}

/** In what the problems of one kind of change differ from those of another. */
export interface ChangeKind {
  /** Of the texts. */
  readonly prefix: 'decision' | 'edit' | 'falsePositive' | 'recheck';
  /** What can be done when somebody else has changed the client. */
  readonly staleRemedy: 'review' | 'continue';
  /** Whether the refusal of a part, by its JSON Pointer (RFC 6901), is said beside its field. */
  readonly isSaidBeside: (pointer: string) => boolean;
}

export const decisionKind: ChangeKind = {
  prefix: 'decision',
  staleRemedy: 'review',
  isSaidBeside: () => false,
};

/** The problem of a change by its state and by what is known of the session. */
export function describeProblem(
  state: ChangeState<unknown>,
  session: SessionSummary,
  kind: ChangeKind,
  localize: LocalizeController,
): Problem | undefined {
  switch (state.status) {
    case 'unknown':
      return {
        title: localize.term(`${kind.prefix}.unknown`),
        texts: [localize.term(`${kind.prefix}.unknownHint`)],
        remedy: 'ask',
        isLocking: true,
      };
    case 'refused':
      return describeRefusal(state.error, kind, localize);
    default:
      return describeStatus(session, localize);
  }
}

/** Why a session in its status cannot be changed. */
export function describeStatus(
  { status, decision }: SessionSummary,
  localize: LocalizeController,
): Problem | undefined {
  switch (status) {
    case 'awaiting':
      return undefined;
    case 'processing':
      return describeClosed(localize.term('details.processing'));
    default:
      return describeDecided(decision, localize);
  }
}

export const describeClosed = (title: string): Problem => ({
  tone: 'muted',
  title,
  texts: [],
  remedy: 'none',
  isLocking: true,
});

function describeRefusal(
  { code, details }: ReviewError,
  kind: ChangeKind,
  localize: LocalizeController,
): Problem | undefined {
  switch (code) {
    case 'already-decided':
      return describeDecided(details.decision ?? null, localize);
    case 'conflict':
      return details.changes
        ? describeStale(details.changes, kind, localize)
        : {
            title: localize.term(`${kind.prefix}.stillProcessing`),
            texts: [],
            remedy: 'submit',
          };
    // Signing in again is all it takes; the provider says so.
    case 'unauthenticated':
      return undefined;
    default:
      return {
        tone: 'danger',
        title: localize.term(`error.${code}`),
        texts: [
          localize.term(`error.${code}Hint`),
          ...(details.parts ?? [])
            .filter(({ pointer }) => !kind.isSaidBeside(pointer))
            .map(({ pointer, message }) => `${pointer}: ${message}`),
        ],
        remedy: 'submit',
      };
  }
}

function describeDecided(decision: Decision | null, localize: LocalizeController): Problem {
  return {
    title: localize.term('decision.alreadyDecided'),
    texts: [decision ? sayWhoDecided(decision, localize) : localize.term('details.readOnly')],
    remedy: 'review',
    isLocking: true,
    isDraftKept: true,
  };
}

function sayWhoDecided({ verdict, by, at }: Decision, localize: LocalizeController): string {
  const values = {
    verdict: localize.term(`verdict.${verdict}`),
    date: isolate(localize.current.instant(at)),
  };
  return by
    ? localize.term('decision.alreadyDecidedBy', { ...values, name: isolate(by.name) })
    : localize.term('decision.alreadyDecidedAutomatically', values);
}

function describeStale(
  changes: readonly ClientChange[],
  { prefix, staleRemedy }: ChangeKind,
  localize: LocalizeController,
): Problem {
  return {
    title: localize.term(`${prefix}.conflict`),
    texts: [
      localize.term(`${prefix}.conflictHint`),
      ...changes.map((change) => sayWhatChanged(change, localize)),
    ],
    remedy: staleRemedy,
    isLocking: true,
  };
}

function sayWhatChanged(change: ClientChange, localize: LocalizeController): string {
  const { field, before, after, by, at } = change;
  const show = (value: string | null): string => sayValue(field, value, localize);
  return localize.term('decision.change', {
    field: localize.term(`client.${field}`),
    before: show(before),
    after: show(after),
    name: by ? isolate(by.name) : localize.term('unknown'),
    date: isolate(localize.current.instant(at)),
  });
}

function sayValue(field: ClientField, value: string | null, localize: LocalizeController): string {
  if (value === null) return localize.term('notRead');
  switch (field) {
    case 'birthDate':
    case 'expirationDate':
      return isolate(localize.current.day(value));
    case 'sex':
      return value === 'male' || value === 'female' || value === 'unspecified'
        ? localize.term(`sex.${value}`)
        : isolate(value);
    default:
      return isolate(value);
  }
}
