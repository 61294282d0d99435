import type { ActivityAction, ActivityEntry } from './activity-log.js';
import { activityAction } from './activity-log.js';
import type { ClientChange, Note } from './decision.js';
import { lookUp } from './known.js';
import { openMatches } from './open-matches.js';
import type { Screening } from './screening.js';
import type { Session } from './session.js';
import type { TimelineEntry, TimelineOrder } from './timeline.js';

// A timeline has two sources: the session itself, and the activity log for what leaves no trace in it.

/** An entry of the log, with the name of its user. */
export type LoggedEvent = Pick<ActivityEntry, 'at' | 'actor' | 'action' | 'details'>;

/** What everybody may learn from the log about a session; what the session has itself is left out. */
const loggedActions: ReadonlySet<string> = new Set<ActivityAction>([
  'screening-rechecked',
  'false-positive-marked',
  'false-positive-taken-back',
  'download-pdf',
  'export-csv',
]);

/** Claims stand in no session. */
const isAboutClaims = (action: string): boolean => /(?:^|-)claim/.test(action);

/**
 * The entries of the activity log that belong to the timeline of their session, which every user may read.
 * Reads of the session and of its photos are not among them: that somebody looked is for master users.
 */
export const timelineActions: readonly ActivityAction[] = activityAction.options.filter(
  (action) => loggedActions.has(action) || isAboutClaims(action),
);

/** The order of what happened at the same instant, from cause to effect. */
const ranks: readonly TimelineEntry['kind'][] = [
  'session-created',
  'attempt-started',
  'attempt-finished',
  'screening',
  'judgement',
  'other',
  'claim-made',
  'claim-taken-over',
  'claim-handed-over',
  'edit',
  'note',
  'false-positive-marked',
  'false-positive-taken-back',
  'decision',
  'claim-released',
  'download',
];

interface Placed {
  readonly entry: TimelineEntry;
  readonly at: number;
}

const place = (entry: TimelineEntry): Placed => ({ entry, at: Date.parse(entry.at) });

const inOrder = (a: Placed, b: Placed): number =>
  a.at - b.at || ranks.indexOf(a.entry.kind) - ranks.indexOf(b.entry.kind);

/** The fields that one person edited at one time are one entry. */
function describeEdits(changes: readonly ClientChange[]): TimelineEntry[] {
  const edits: Extract<TimelineEntry, { kind: 'edit' }>[] = [];
  for (const { field, before, after, by, at } of changes) {
    const last = edits.at(-1);
    const change = { field, before, after };
    if (last && last.at === at && last.by?.id === by?.id) last.changes.push(change);
    else edits.push({ kind: 'edit', at, by, changes: [change] });
  }
  return edits;
}

const isWithDecision = ({ at, by, verdict }: Note, { decision }: Session): boolean =>
  verdict !== null &&
  decision !== null &&
  Date.parse(decision.at) === Date.parse(at) &&
  decision.by?.id === by?.id;

function describeDecision(session: Session): TimelineEntry[] {
  const { decision, notes } = session;
  if (!decision?.by) return [];
  const { verdict, reasons, by, at } = decision;
  const note = notes.find((each) => isWithDecision(each, session))?.text ?? null;
  return [{ kind: 'decision', at, by, verdict, reasons, note }];
}

/** When the policy was applied; `null` while nothing says that it was. */
function judgedAt({ status, attempts, decision, judgement }: Session): string | null {
  if (judgement) return judgement.at;
  if (status === 'processing') return null;
  return attempts.at(-1)?.finishedAt ?? (decision && !decision.by ? decision.at : null);
}

const outcomes = { verify: 'success', reject: 'rejected' } as const;

/** Also for a session that a user has decided since: then it awaited action before. */
function describeJudgement(session: Session): TimelineEntry[] {
  const { decision, failedConditions } = session;
  const at = judgedAt(session);
  if (at === null) return [];
  const outcome =
    decision?.by === null ? (lookUp(outcomes, decision.verdict) ?? decision.verdict) : 'awaiting';
  const judgedInPart = decision?.by === null && decision.judgedInPart === true;
  return [{ kind: 'judgement', at, by: null, outcome, judgedInPart, failedConditions }];
}

/**
 * The screening that the policy saw. Later ones are in the log, with who asked for them. A session without a
 * judgement no longer knows the first one after that.
 */
function firstScreening(session: Session): Screening | null {
  const { judgement, screening } = session;
  if (judgement) return judgement.screening;
  const at = judgedAt(session);
  const isEarlier =
    screening.status !== 'absent' &&
    screening.checkedAt !== null &&
    at !== null &&
    Date.parse(screening.checkedAt) <= Date.parse(at);
  return isEarlier ? screening : null;
}

function describeScreening(session: Session): TimelineEntry[] {
  const screening = firstScreening(session);
  if (!screening || screening.status === 'absent' || screening.checkedAt === null) return [];
  const { status: result, checkedAt: at } = screening;
  return [{ kind: 'screening', at, by: null, result, openMatches: openMatches(screening).length }];
}

function describeSession(session: Session): TimelineEntry[] {
  const { createdAt, attempts, notes, changes } = session;
  return [
    { kind: 'session-created', at: createdAt, by: null },
    ...attempts.flatMap(({ number: attempt, startedAt, finishedAt }): TimelineEntry[] => [
      { kind: 'attempt-started', at: startedAt, by: null, attempt },
      ...(finishedAt === null
        ? []
        : [{ kind: 'attempt-finished' as const, at: finishedAt, by: null, attempt }]),
    ]),
    ...describeScreening(session),
    ...describeJudgement(session),
    ...describeEdits(changes),
    ...notes.flatMap((note): TimelineEntry[] =>
      isWithDecision(note, session)
        ? []
        : [{ kind: 'note', at: note.at, by: note.by, text: note.text }],
    ),
    ...describeDecision(session),
  ];
}

/** The entry of the list that a match of the session is, while it is one. */
function describeMatch({ screening }: Session, matchId: string | undefined) {
  const matches = screening.status === 'match' ? screening.matches : [];
  const { name = null, list = null } = matches.find(({ id }) => id === matchId) ?? {};
  return { name, list };
}

/** From whom a claim was taken over, and why; the log has no names and no texts. */
export interface TakeOver {
  readonly from: { readonly id: string; readonly name: string | null };
  readonly reason: string | null;
}

/** Take-overs by the number of the claim. */
export type TakeOvers = ReadonlyMap<number, TakeOver>;

/** To whom claims were handed over, by the number of the new claim. */
export type HandOvers = ReadonlyMap<number, { readonly id: string; readonly name: string | null }>;

function describeReceiver({ claim, userId }: LoggedEvent['details'], handOvers: HandOvers) {
  const to =
    handOvers.get(claim ?? 0) ?? (userId === undefined ? null : { id: userId, name: null });
  return { to: to && { id: to.id, name: to.name } };
}

function describeTakeOver({ claim, userId }: LoggedEvent['details'], takeOvers: TakeOvers) {
  const { from, reason } = takeOvers.get(claim ?? 0) ?? {
    from: userId === undefined ? null : { id: userId, name: null },
    reason: null,
  };
  return { from: from && { id: from.id, name: from.name }, reason };
}

function describeEvent(
  { at, actor, action, details }: LoggedEvent,
  session: Session,
  { takeOvers, handOvers }: { readonly takeOvers: TakeOvers; readonly handOvers: HandOvers },
): TimelineEntry {
  const what = { at, by: actor && { id: actor.id, name: actor.name } };
  switch (action) {
    case 'screening-rechecked':
      return {
        ...{ kind: 'screening', ...what },
        result: details.outcome ?? 'unknown',
        openMatches: details.count ?? 0,
      };
    case 'false-positive-marked':
      return { kind: 'false-positive-marked', ...what, ...describeMatch(session, details.matchId) };
    case 'false-positive-taken-back':
      return {
        kind: 'false-positive-taken-back',
        ...what,
        ...describeMatch(session, details.matchId),
      };
    case 'download-pdf':
      return { kind: 'download', ...what, file: 'pdf' };
    case 'export-csv':
      return { kind: 'download', ...what, file: 'csv' };
    case 'claim-made':
    case 'claim-given':
      return { kind: 'claim-made', ...what };
    case 'claim-released':
      return { kind: 'claim-released', ...what };
    case 'claim-taken-over':
      return { kind: 'claim-taken-over', ...what, ...describeTakeOver(details, takeOvers) };
    case 'claim-handed-over':
      return { kind: 'claim-handed-over', ...what, ...describeReceiver(details, handOvers) };
    default:
      return { kind: 'other', ...what, name: action };
  }
}

/** Where a page begins: at an instant, after some entries of that instant. */
export interface TimelinePlace {
  readonly order: TimelineOrder;
  /** In milliseconds; `null` at the start. */
  readonly at: number | null;
  /** How many entries of the instant are on pages before. */
  readonly skip: number;
}

/** The entries of a page. `next` is `null` on the last one. */
export interface TimelineSlice {
  readonly items: TimelineEntry[];
  readonly next: TimelinePlace | null;
}

/**
 * Describes one page of what happened to a session.
 * @param logged - The session's `timelineActions`, oldest first: at least `limit + 1 + place.skip` from
 * the place on in its order, as far as there are so many, and all of the last one's instant.
 * @param takeOvers - Those of the logged entries, as far as they are known.
 * @param handOvers - The same.
 */
export function describeTimeline(
  session: Session,
  logged: readonly LoggedEvent[],
  { order, at: start, skip }: TimelinePlace,
  limit: number,
  takeOvers: TakeOvers = new Map(),
  handOvers: HandOvers = new Map(),
): TimelineSlice {
  const known = { takeOvers, handOvers };
  const events = logged.map((event) => describeEvent(event, session, known));
  const all = [...describeSession(session), ...events].map(place).sort(inOrder);
  if (order === 'newest') all.reverse();
  const isFrom = ({ at }: Placed): boolean =>
    start === null || (order === 'newest' ? at <= start : at >= start);
  const rest = all.filter(isFrom).slice(skip);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(({ entry }) => entry);
  if (!last || rest.length <= limit) return { items, next: null };
  const atLast = page.filter(({ at }) => at === last.at).length;
  return {
    items,
    next: { order, at: last.at, skip: last.at === start ? skip + atLast : atLast },
  };
}
