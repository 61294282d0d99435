import type { ReviewError } from '../api/errors.js';
import type { DecisionState } from '../controllers/decision.js';
import type { LocalizeController } from '../controllers/localize.js';
import type { ClientField } from '../model/client.js';
import type { ClientChange, Decision } from '../model/decision.js';
import type { SessionSummary } from '../model/session.js';
import { isolate } from './bidi.js';

/** Why a decision is not made, in words, and what can be done about it. */
export interface Problem {
  readonly tone: 'warning' | 'danger' | 'muted';
  readonly title: string;
  readonly texts: readonly string[];
  /** What the main button of the dialog does. */
  readonly remedy: 'submit' | 'ask' | 'review' | 'none';
  /** What was chosen and written cannot be changed for now. */
  readonly isLocking?: boolean;
  /** The note has become useless here; it can be copied. */
  readonly isDraftKept?: boolean;
}

/** The problem of a decision by its state and by what is known of the session. */
export function describeProblem(
  state: DecisionState,
  session: SessionSummary,
  localize: LocalizeController,
): Problem | undefined {
  if (state.status === 'unknown') {
    return {
      tone: 'warning',
      title: localize.term('decision.unknown'),
      texts: [localize.term('decision.unknownHint')],
      remedy: 'ask',
      isLocking: true,
    };
  }
  if (state.status === 'refused') return describeRefusal(state.error, localize);
  if (session.status === 'processing') {
    return {
      tone: 'muted',
      title: localize.term('details.processing'),
      texts: [],
      remedy: 'none',
      isLocking: true,
    };
  }
  return session.status === 'awaiting' ? undefined : describeDecided(session.decision, localize);
}

function describeRefusal(error: ReviewError, localize: LocalizeController): Problem | undefined {
  const { code, details } = error;
  switch (code) {
    case 'already-decided':
      return describeDecided(details.decision ?? null, localize);
    case 'conflict':
      return details.changes
        ? describeStale(details.changes, localize)
        : {
            tone: 'warning',
            title: localize.term('decision.stillProcessing'),
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
          ...(details.parts ?? []).map(({ pointer, message }) => `${pointer}: ${message}`),
        ],
        remedy: 'submit',
      };
  }
}

function describeDecided(decision: Decision | null, localize: LocalizeController): Problem {
  return {
    tone: 'warning',
    title: localize.term('decision.alreadyDecided'),
    texts: [decision ? sayWhoDecided(decision, localize) : localize.term('details.readOnly')],
    remedy: 'review',
    isLocking: true,
    isDraftKept: true,
  };
}

export function sayWhoDecided({ verdict, by, at }: Decision, localize: LocalizeController): string {
  const values = {
    verdict: localize.term(`verdict.${verdict}`),
    date: isolate(localize.current.instant(at)),
  };
  return by
    ? localize.term('decision.alreadyDecidedBy', { ...values, name: isolate(by.name) })
    : localize.term('decision.alreadyDecidedAutomatically', values);
}

function describeStale(changes: readonly ClientChange[], localize: LocalizeController): Problem {
  return {
    tone: 'warning',
    title: localize.term('decision.conflict'),
    texts: [
      localize.term('decision.conflictHint'),
      ...changes.map((change) => sayWhatChanged(change, localize)),
    ],
    remedy: 'review',
    isLocking: true,
  };
}

export function sayWhatChanged(change: ClientChange, localize: LocalizeController): string {
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
