import { dayOf, nextDay, startOfLocalDay, viewerTimeZone } from '../../model/calendar-date.js';
import type {
  ClaimState,
  DueState,
  Judgement,
  SessionFilter,
  SpoofKind,
} from '../../model/query.js';
import { queueConditions } from '../../model/queue-condition.js';
import type { DocumentType, SessionStatus } from '../../model/session.js';
import type { FilterValues } from '../../context/events.js';
import { isDay } from '../../ui/asked-day.js';
import type { Days } from '../../ui/filter-panel.js';
import type { Checks } from './filter-controls.js';

/** How a session ended, or that it has not; the words of spec L4. */
export type FinalStatus = 'success' | 'failed' | 'pending' | 'awaiting';

export const documentTypes = ['passport', 'id-card'] as const satisfies DocumentType[];
export const finalStatuses = [
  'success',
  'failed',
  'pending',
  'awaiting',
] as const satisfies FinalStatus[];
export const spoofKinds = [
  'digital-spoof',
  'not-full-id',
  'low-far',
  'far-not-measured',
] as const satisfies SpoofKind[];

const judgements = ['in-part'] as const satisfies Judgement[];
const dueStates = ['overdue'] as const satisfies DueState[];
const claimStates = ['mine', 'unclaimed'] as const satisfies ClaimState[];

export type WordFilter = Exclude<keyof FilterValues, 'from' | 'to'>;

/** The filters that are a choice of words. */
export const wordFilters = [
  { filter: 'due', name: 'due', words: dueStates },
  { filter: 'claim', name: 'claim', words: claimStates },
  { filter: 'condition', name: 'condition', words: queueConditions },
  { filter: 'documentType', name: 'document-type', words: documentTypes },
  { filter: 'status', name: 'status', words: finalStatuses },
  { filter: 'spoof', name: 'spoof', words: spoofKinds },
  { filter: 'judged', name: 'judged', words: judgements },
] as const;

/** The final-status filter of spec T. */
const statusOf: Readonly<Record<FinalStatus, SessionStatus>> = {
  success: 'success',
  failed: 'rejected',
  pending: 'processing',
  awaiting: 'awaiting',
};

const momentFormat = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether it is a moment (RFC 3339), for a range whose days begin in another time zone than the viewer's. */
export const isMoment = (text: string): boolean =>
  momentFormat.test(text) && !Number.isNaN(Date.parse(text));

/** The moment from which on a list shows sessions. */
const startOf = (from: string): string => (isMoment(from) ? from : startOfLocalDay(from));

/** The moment before which it shows them: a last day is included as a whole. */
const endOf = (to: string): string => (isMoment(to) ? to : startOfLocalDay(nextDay(to)));

const isBefore = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);

/** The valid values of the attributes. Warns once about each invalid one. */
export function checkFilters(
  tag: string,
  values: Readonly<FilterValues>,
  { chooseWords, warnOnce }: Checks,
): FilterValues {
  const checkDay = (attribute: 'from' | 'to'): string => {
    const value = values[attribute];
    if (isDay(value) || isMoment(value)) return value;
    warnOnce(`<${tag}>: ${attribute}="${value}" is not a date as in 2026-01-31; it is left out.`);
    return '';
  };
  const from = checkDay('from');
  const to = checkDay('to');
  const isInOrder = from === '' || to === '' || isBefore(startOf(from), endOf(to));
  if (!isInOrder) warnOnce(`<${tag}>: to="${to}" is before from="${from}"; it is left out.`);
  return {
    documentType: chooseWords(tag, 'document-type', values.documentType, documentTypes),
    status: chooseWords(tag, 'status', values.status, finalStatuses),
    spoof: chooseWords(tag, 'spoof', values.spoof, spoofKinds),
    judged: chooseWords(tag, 'judged', values.judged, judgements),
    condition: chooseWords(tag, 'condition', values.condition, queueConditions),
    due: chooseWords(tag, 'due', values.due, dueStates),
    claim: chooseWords(tag, 'claim', values.claim, claimStates),
    from,
    to: isInOrder ? to : '',
  };
}

/** The filter for the port. Days begin and end in the viewer's time zone. */
export function toSessionFilter({
  documentType,
  status,
  spoof,
  judged,
  condition,
  due,
  claim,
  from,
  to,
}: Readonly<FilterValues>): SessionFilter {
  return {
    ...(documentType && { documentTypes: among(documentTypes, documentType) }),
    ...(status && { statuses: among(finalStatuses, status).map((word) => statusOf[word]) }),
    ...(spoof && { spoof: among(spoofKinds, spoof) }),
    ...(judged && { judged: among(judgements, judged) }),
    ...(condition && { conditions: among(queueConditions, condition) }),
    ...(due && { due: among(dueStates, due) }),
    ...(claim && { claims: among(claimStates, claim) }),
    ...(from && { createdFrom: startOf(from) }),
    ...(to && { createdBefore: endOf(to) }),
  };
}

/**
 * The attributes of a list for a filter of the port, without its search. Days of which the viewer's clock has
 * the same limits are written as days.
 */
export function toFilterValues(filter: SessionFilter): FilterValues {
  const { statuses = [], documentTypes: types = [], spoof = [], judged = [] } = filter;
  const { conditions = [], due = [], claims = [] } = filter;
  const { createdFrom, createdBefore } = filter;
  const [from, to] = daysOf(createdFrom ?? '', createdBefore ?? '');
  return {
    documentType: types.join(' '),
    status: finalStatuses.filter((word) => statuses.includes(statusOf[word])).join(' '),
    spoof: spoof.join(' '),
    judged: judged.join(' '),
    condition: conditions.join(' '),
    due: due.join(' '),
    claim: claims.join(' '),
    from,
    to,
  };
}

/** Both as days or both as moments, because the two are shown together. */
function daysOf(createdFrom: string, createdBefore: string): readonly [from: string, to: string] {
  const from = createdFrom && localDayOf(Date.parse(createdFrom));
  const to = createdBefore && localDayOf(Date.parse(createdBefore) - 1);
  const isSame = (moment: string, other: string): boolean =>
    Date.parse(moment) === Date.parse(other);
  const areDays =
    (from === '' || isSame(startOf(from), createdFrom)) &&
    (to === '' || isSame(endOf(to), createdBefore));
  return areDays ? [from, to] : [createdFrom, createdBefore];
}

/** The day of a moment in the viewer's time zone. */
const localDayOf = (time: number): string => dayOf(time, viewerTimeZone());

/** The days, if any, in which the moments of a list lie, for date fields. */
export const fieldDays = ({ from, to }: Days): Days => ({
  from: isMoment(from) ? localDayOf(Date.parse(from)) : from,
  to: isMoment(to) ? localDayOf(Date.parse(to) - 1) : to,
});

const among = <Word extends string>(allowed: readonly Word[], value: string): Word[] =>
  allowed.filter((word) => value.split(' ').includes(word));
