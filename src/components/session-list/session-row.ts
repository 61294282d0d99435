import type { Localizer } from '../../i18n/localizer.js';
import type { Claim } from '../../model/claim.js';
import type { FailedCondition } from '../../model/failed-condition.js';
import type { MeasuredLevel } from '../../model/match-level.js';
import { isJudgedInPart } from '../../model/policy/judged-in-part.js';
import type { LocalizedText } from '../../model/primitives.js';
import type { SessionSummary } from '../../model/session.js';
import type { ExtraField } from '../../model/workspace.js';
import type { MaskName } from '../../ui/mask.js';

/** What a list keeps of a session. */
export interface SessionRow extends Pick<
  SessionSummary,
  | 'id'
  | 'version'
  | 'status'
  | 'createdAt'
  | 'documentPresented'
  | 'livenessPassed'
  | 'selfie'
  | 'extra'
  | 'documentType'
  | 'attemptCount'
> {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly documentNumber: string | null;
  readonly personalNumber: string | null;
  readonly matchLevel: MeasuredLevel | null;
  readonly isJudgedInPart: boolean;
  readonly reasons: readonly LocalizedText[];
  /** What the policy rejected the session for, if it did. */
  readonly conditions: readonly FailedCondition[];
  /** While it awaits action. */
  readonly queue: QueueFacts | null;
}

/** Since when and until when a session waits, its open matches, and who has it; what the adapter knows of it. */
export interface QueueFacts {
  readonly awaitingSince: string | null | undefined;
  readonly dueAt: string | null | undefined;
  readonly openMatches: number | undefined;
  readonly claim: Claim | null | undefined;
}

export function toSessionRow(summary: SessionSummary): SessionRow {
  const { client, decision, faceMatch, awaitingSince, dueAt, openMatches, claim } = summary;
  return {
    id: summary.id,
    version: summary.version,
    status: summary.status,
    createdAt: summary.createdAt,
    documentPresented: summary.documentPresented,
    livenessPassed: summary.livenessPassed,
    selfie: summary.selfie,
    extra: summary.extra,
    documentType: summary.documentType,
    attemptCount: summary.attemptCount,
    // Not `levelOf`: its module has schemas, which no list needs.
    matchLevel: faceMatch?.level ?? null,
    isJudgedInPart: isJudgedInPart(summary),
    firstName: readText(client.firstName),
    lastName: readText(client.lastName),
    documentNumber: readText(client.documentNumber),
    personalNumber: readText(client.personalNumber),
    reasons: decision?.reasons.map((reason) => reason.label) ?? [],
    conditions: decision?.by ? [] : summary.failedConditions,
    queue: summary.status === 'awaiting' ? { awaitingSince, dueAt, openMatches, claim } : null,
  };
}

const readText = (text: string | null): string | null => (text?.trim() ? text : null);

/** What all rows have in common. The same object until a part of it changes. */
export interface RowContext {
  readonly localizer: Localizer;
  /** Those of the company. */
  readonly extraFields: readonly ExtraField[];
  /** What is masked now. */
  readonly hidden: ReadonlySet<MaskName>;
  /** The id of the user. */
  readonly actorId: string | undefined;
  /** The minute in which ages are right, in milliseconds; 0 where none is shown. */
  readonly now: number;
  /** Once it has loaded. */
  readonly late: typeof import('./late-cells.js') | undefined;
}

/** A column of cells that may have more than they have room for. */
export type DetailColumn = 'extra' | 'reasons' | 'why';

/** The name of the button that opens a session. */
export function openLabel(row: SessionRow, { localizer, hidden }: RowContext): string {
  const { firstName, lastName, createdAt } = row;
  const isHidden = hidden.has('firstName') || hidden.has('lastName');
  const name = isHidden ? '' : [firstName, lastName].filter((part) => part !== null).join(' ');
  return name
    ? localizer.term('list.open', { name })
    : localizer.term('list.openUnread', { date: localizer.instant(createdAt) });
}
