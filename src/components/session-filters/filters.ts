import { isCalendarDate, nextDay, startOfLocalDay } from '../../model/calendar-date.js';
import type { Judgement, SessionFilter, SpoofKind } from '../../model/query.js';
import type { DocumentType, SessionStatus } from '../../model/session.js';
import type { FilterValues } from '../../context/events.js';
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

export type WordFilter = 'documentType' | 'status' | 'spoof' | 'judged';

/** The filters that are a choice of words. */
export const wordFilters = [
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

/** The days that can be asked for; a year that is still being typed lies before. */
const firstDay = '1900-01-01';
const lastDay = '2999-12-31';

/** Whether a day can be asked for. An empty text asks for none. */
export const isDay = (text: string): boolean =>
  text === '' || (isCalendarDate(text) && text >= firstDay && text <= lastDay);

/** The valid values of the attributes. Warns once about each invalid one. */
export function checkFilters(
  tag: string,
  values: Readonly<FilterValues>,
  { chooseWords, warnOnce }: Checks,
): FilterValues {
  const checkDay = (attribute: 'from' | 'to'): string => {
    const value = values[attribute];
    if (isDay(value)) return value;
    warnOnce(`<${tag}>: ${attribute}="${value}" is not a date as in 2026-01-31; it is left out.`);
    return '';
  };
  const from = checkDay('from');
  const to = checkDay('to');
  const isInOrder = from === '' || to === '' || from <= to;
  if (!isInOrder) warnOnce(`<${tag}>: to="${to}" is before from="${from}"; it is left out.`);
  return {
    documentType: chooseWords(tag, 'document-type', values.documentType, documentTypes),
    status: chooseWords(tag, 'status', values.status, finalStatuses),
    spoof: chooseWords(tag, 'spoof', values.spoof, spoofKinds),
    judged: chooseWords(tag, 'judged', values.judged, judgements),
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
  from,
  to,
}: Readonly<FilterValues>): SessionFilter {
  return {
    ...(documentType && { documentTypes: among(documentTypes, documentType) }),
    ...(status && { statuses: among(finalStatuses, status).map((word) => statusOf[word]) }),
    ...(spoof && { spoof: among(spoofKinds, spoof) }),
    ...(judged && { judged: among(judgements, judged) }),
    ...(from && { createdFrom: startOfLocalDay(from) }),
    ...(to && { createdBefore: startOfLocalDay(nextDay(to)) }),
  };
}

const among = <Word extends string>(allowed: readonly Word[], value: string): Word[] =>
  allowed.filter((word) => value.split(' ').includes(word));
