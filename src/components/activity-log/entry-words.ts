import { isolate } from '../../i18n/bidi.js';
import type { MessageKey } from '../../i18n/en.js';
import type { Localizer } from '../../i18n/localizer.js';
import type { ActivityEntry } from '../../model/activity-log.js';
import { lookUp } from '../../model/known.js';
import { localize } from '../../model/localized.js';
import type { LocalizedText } from '../../model/primitives.js';
import type { RejectionGroup } from '../../model/rejection.js';
import { fieldText, outcomeText, roleText, viewText } from './detail-words.js';
import { isKnownAction } from './kinds.js';

/** What the words of an entry depend on. The same object until a part of it changes. */
export interface WordContext {
  readonly localizer: Localizer;
  readonly groups: readonly RejectionGroup[] | undefined;
  /** The labels of the company's reasons for rejection, by their ids. */
  readonly reasons: ReadonlyMap<string, LocalizedText>;
}

type Details = ActivityEntry['details'];

type FactKey = Extract<MessageKey, `log.${'detail' | 'count'}.${string}`>;

/** One of the details of an entry. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Whether a row has it, too: what it says needs no other system to be understood. */
  readonly isBrief: boolean;
}

/** Entries whose `fields` are the filters of a list. */
const listActions = new Set<string>([
  'sessions-listed',
  'export-csv',
  'export-statistics',
  'activity-read',
  'activity-exported',
]);

/** In which part an entry names another user. */
const userKeys: Readonly<Record<string, 'log.detail.fromUserId' | 'log.detail.toUserId'>> = {
  'claim-taken-over': 'log.detail.fromUserId',
  'claim-handed-over': 'log.detail.toUserId',
};

const countKeys: Readonly<Record<string, FactKey>> = {
  'evidence-stored': 'log.count.photos',
  'thumbnails-read': 'log.count.photos',
  'activity-exported': 'log.count.entries',
  'screening-rechecked': 'log.count.matches',
  'false-positive-marked': 'log.count.matches',
  'false-positive-taken-back': 'log.count.matches',
};

const decisionKeys = { verify: 'log.verdict.verify', reject: 'log.verdict.reject' } as const;

/** What was done. */
export function titleOf(
  { action, details: { verdict } }: Pick<ActivityEntry, 'action' | 'details'>,
  { localizer }: WordContext,
): string {
  const decided = verdict === undefined ? undefined : lookUp(decisionKeys, verdict);
  if (action === 'decision' && decided) return localizer.term(decided);
  return isKnownAction(action)
    ? localizer.term(`log.action.${action}`)
    : localizer.term('log.unknownAction', { action: isolate(action) });
}

/** The details of an entry with their names, those that say most first. */
export function factsOf(entry: ActivityEntry, context: WordContext): readonly Fact[] {
  const { action, details } = entry;
  const { localizer, reasons } = context;
  const isList = listActions.has(action);
  const inText = (value: string): string => isolate(value);
  const list = (values: readonly string[]): string => values.join(', ');
  const reasonText = (id: string): string => {
    const label = reasons.get(id);
    return isolate(label ? localize(label, localizer.locale, id) : id);
  };
  const fact = <Name extends keyof Details>(
    name: Name,
    label: FactKey,
    show: (value: NonNullable<Details[Name]>) => string,
    isBrief = false,
  ): Fact[] => {
    const value = details[name];
    if (value === undefined) return [];
    const text = show(value);
    return text === '' ? [] : [{ label: localizer.term(label), value: text, isBrief }];
  };
  return [
    ...fact('operation', 'log.detail.operation', inText, true),
    ...fact('view', 'log.detail.view', (view) => viewText(localizer, view), true),
    ...fact(
      'fields',
      isList ? 'log.detail.filters' : 'log.detail.fields',
      (fields) => list(fields.map((field) => fieldText(localizer, field))),
      true,
    ),
    ...fact('reasons', 'log.detail.reasons', (ids) => list(ids.map(reasonText)), true),
    ...fact('attempt', 'log.detail.attempt', (attempt) => localizer.number(attempt), true),
    ...fact('outcome', 'log.detail.outcome', (outcome) => outcomeText(localizer, outcome), true),
    ...fact(
      'count',
      lookUp(countKeys, action) ?? 'log.count.sessions',
      (count) => localizer.number(count),
      true,
    ),
    ...fact('searched', 'log.detail.searched', (searched) =>
      searched ? localizer.term('log.searched') : '',
    ),
    ...fact('userId', lookUp(userKeys, action) ?? 'log.detail.userId', inText, true),
    ...fact('role', 'log.detail.role', (role) => roleText(localizer, role), true),
    ...fact('size', 'log.detail.size', (size) =>
      size === 'full' || size === 'thumbnail' ? localizer.term(`log.size.${size}`) : isolate(size),
    ),
    ...fact('lifetimeSeconds', 'log.detail.lifetimeSeconds', (seconds) =>
      localizer.number(seconds),
    ),
    ...fact('noteId', 'log.detail.noteId', inText),
    ...fact('photoId', 'log.detail.photoId', inText),
    ...fact('claim', 'log.detail.claim', (number) => localizer.number(number)),
    ...fact('matchId', 'log.detail.matchId', inText),
    ...fact('apiKeyId', 'log.detail.apiKeyId', inText),
    ...fact('tokenId', 'log.detail.tokenId', inText),
    ...fact('hookId', 'log.detail.hookId', inText),
    ...fact('deliveryId', 'log.detail.deliveryId', inText),
    ...fact('jobKind', 'log.detail.jobKind', inText, true),
    ...fact('jobKey', 'log.detail.jobKey', (ids) => list(ids.map(isolate))),
  ];
}
