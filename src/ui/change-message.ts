import type { ReviewError } from '../api/errors.js';
import type { ChangeState } from '../controllers/change.js';
import type { LocalizeController } from '../controllers/localize.js';
import { isolate } from '../i18n/bidi.js';
import { fieldText } from '../i18n/field-values.js';
import { sexText, verdictText } from '../i18n/values.js';
import type { Claim } from '../model/claim.js';
import type { Open } from '../model/known.js';
import type { ClientField } from '../model/client.js';
import type { ClientChange, Decision } from '../model/decision.js';
import type { SessionSummary } from '../model/session.js';
import type { MessageText } from './message-panel.js';

/** Explains why a change was not made, and what the user can do. */
export interface ChangeMessage extends MessageText {
  /** The action of the main button: `review` shows the current session, `continue` continues with it. */
  readonly remedy: 'submit' | 'ask' | 'review' | 'continue' | 'none';
  /** The input cannot be changed at the moment. */
  readonly isLocking?: boolean;
  /** The input can no longer be sent; the user can copy it. */
  readonly isDraftKept?: boolean;
}

/** How the messages of one kind of change differ from the others. */
export interface ChangeWording {
  /** The prefix of its text keys. */
  readonly prefix: 'decision' | 'edit' | 'falsePositive' | 'recheck';
  /** The user's options after somebody else has edited the client. */
  readonly staleRemedy: 'review' | 'continue';
  /**
   * Whether a field itself shows the refusal of its value. Identified by a JSON Pointer (RFC 6901).
   */
  readonly isShownByField: (pointer: string) => boolean;
}

export const decisionWording: ChangeWording = {
  prefix: 'decision',
  staleRemedy: 'review',
  isShownByField: () => false,
};

/** The message for a change in this state, about a session in this status. */
export function changeMessage(
  state: ChangeState<unknown>,
  session: SessionSummary,
  wording: ChangeWording,
  localize: LocalizeController,
): ChangeMessage | undefined {
  switch (state.status) {
    case 'unknown':
      return {
        title: localize.term(`${wording.prefix}.unknown`),
        texts: [localize.term(`${wording.prefix}.unknownHint`)],
        remedy: 'ask',
        isLocking: true,
      };
    case 'refused':
      return refusalMessage(state.error, wording, localize);
    default:
      return statusMessage(session, localize);
  }
}

/** Why a session with this status cannot be changed. */
export function statusMessage(
  { status, decision }: SessionSummary,
  localize: LocalizeController,
): ChangeMessage | undefined {
  switch (status) {
    case 'awaiting':
      return undefined;
    case 'processing':
      return closedMessage(localize.term('details.processing'));
    default:
      return decidedMessage(decision, localize);
  }
}

export const closedMessage = (title: string): ChangeMessage => ({
  tone: 'muted',
  title,
  texts: [],
  remedy: 'none',
  isLocking: true,
});

function refusalMessage(
  { code, details }: ReviewError,
  wording: ChangeWording,
  localize: LocalizeController,
): ChangeMessage | undefined {
  switch (code) {
    case 'already-decided':
      return decidedMessage(details.decision ?? null, localize);
    case 'conflict':
      return details.changes
        ? staleMessage(details.changes, wording, localize)
        : {
            title: localize.term(`${wording.prefix}.stillProcessing`),
            texts: [],
            remedy: 'submit',
          };
    case 'claimed':
      return claimedMessage(details.claim, 'review', localize);
    // The provider already asks the user to sign in.
    case 'unauthenticated':
      return undefined;
    default:
      return {
        tone: 'danger',
        title: localize.term(`error.${code}`),
        texts: [
          localize.term(`error.${code}Hint`),
          ...(details.parts ?? [])
            .filter(({ pointer }) => !wording.isShownByField(pointer))
            .map(({ pointer, message }) => `${pointer}: ${message}`),
        ],
        remedy: 'submit',
      };
  }
}

/** The user lacks the claim that a decision needs. `claim` is the one in force. */
export function claimedMessage(
  claim: Claim | undefined,
  remedy: 'review' | 'none',
  localize: LocalizeController,
): ChangeMessage {
  const reason = claim?.takenOver?.reason;
  return {
    title: claim
      ? localize.term('decision.claimedBy', { name: isolate(claim.by.name) })
      : localize.term('decision.claimEnded'),
    texts: [
      ...(reason === undefined ? [] : [isolate(reason)]),
      localize.term(claim ? 'decision.claimedHint' : 'decision.claimEndedHint'),
    ],
    remedy,
    isLocking: true,
    isDraftKept: true,
  };
}

function decidedMessage(decision: Decision | null, localize: LocalizeController): ChangeMessage {
  return {
    title: localize.term('decision.alreadyDecided'),
    texts: [decision ? authorText(decision, localize) : localize.term('details.readOnly')],
    remedy: 'review',
    isLocking: true,
    isDraftKept: true,
  };
}

function authorText({ verdict, by, at }: Decision, localize: LocalizeController): string {
  const values = {
    verdict: verdictText(localize, verdict),
    date: isolate(localize.current.instant(at)),
  };
  return by
    ? localize.term('decision.alreadyDecidedBy', { ...values, name: isolate(by.name) })
    : localize.term('decision.alreadyDecidedAutomatically', values);
}

function staleMessage(
  changes: readonly ClientChange[],
  { prefix, staleRemedy }: ChangeWording,
  localize: LocalizeController,
): ChangeMessage {
  return {
    title: localize.term(`${prefix}.conflict`),
    texts: [
      localize.term(`${prefix}.conflictHint`),
      ...changes.map((change) => clientChangeText(change, localize)),
    ],
    remedy: staleRemedy,
    isLocking: true,
  };
}

function clientChangeText(change: ClientChange, localize: LocalizeController): string {
  const { field, before, after, by, at } = change;
  const show = (value: string | null): string => valueText(field, value, localize);
  return localize.term('decision.change', {
    field: fieldText(localize, field),
    before: show(before),
    after: show(after),
    name: by ? isolate(by.name) : localize.term('unknown'),
    date: isolate(localize.current.instant(at)),
  });
}

function valueText(
  field: Open<ClientField>,
  value: string | null,
  localize: LocalizeController,
): string {
  if (value === null) return localize.term('notRead');
  switch (field) {
    case 'birthDate':
    case 'expirationDate':
      return isolate(localize.current.day(value));
    case 'sex':
      return sexText(localize, value);
    default:
      return isolate(value);
  }
}
