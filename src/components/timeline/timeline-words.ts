import { isolate } from '../../i18n/bidi.js';
import { listText } from '../../i18n/list-text.js';
import type { Localizer } from '../../i18n/localizer.js';
import { statusText, verdictText } from '../../i18n/values.js';
import { lookUp } from '../../model/known.js';
import type { TimelineEntry } from '../../model/timeline.js';

export type TimelineTone = '' | 'success' | 'warning' | 'danger';

/** What happened, in one line. */
export interface TimelineWords {
  readonly title: string;
  readonly tone: TimelineTone;
}

type Entry<Kind extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: Kind }>;

function describeScreening(
  { result, openMatches: count }: Entry<'screening'>,
  localizer: Localizer,
): TimelineWords {
  const words = (text: string, tone: TimelineTone): TimelineWords => ({
    title: localizer.term('timeline.screening', { result: text }),
    tone,
  });
  switch (result) {
    case 'match':
      return count > 0
        ? words(localizer.term('concern.open', { count }), 'danger')
        : words(localizer.term('timeline.screening.settled'), '');
    case 'clear':
      return words(localizer.term('timeline.screening.clear'), 'success');
    case 'unknown':
      return words(localizer.term('timeline.screening.unknown'), 'warning');
    default:
      return words(isolate(result), '');
  }
}

const fileKeys = { pdf: 'timeline.download.pdf', csv: 'timeline.download.csv' } as const;

function describeFile({ file }: Entry<'download'>, localizer: Localizer): string {
  const key = lookUp(fileKeys, file);
  return key
    ? localizer.term(key)
    : localizer.term('timeline.download.other', { file: isolate(file) });
}

function toneOf(outcome: string): TimelineTone {
  switch (outcome) {
    case 'success':
    case 'verify':
      return 'success';
    case 'rejected':
    case 'reject':
      return 'danger';
    case 'awaiting':
      return 'warning';
    default:
      return '';
  }
}

/** Describes what happened, without who did it and when. */
export function describeEntry(entry: TimelineEntry, localizer: Localizer): TimelineWords {
  switch (entry.kind) {
    case 'attempt-started':
    case 'attempt-finished':
      return {
        title: localizer.term(`timeline.${entry.kind}`, { number: entry.attempt }),
        tone: '',
      };
    case 'screening':
      return describeScreening(entry, localizer);
    case 'judgement': {
      const { outcome } = entry;
      return {
        title: localizer.term('timeline.judgement', { outcome: statusText(localizer, outcome) }),
        tone: toneOf(outcome),
      };
    }
    case 'claim-taken-over': {
      const name = entry.from?.name ?? entry.from?.id;
      return {
        title:
          name === undefined
            ? localizer.term('timeline.claim-taken-over')
            : localizer.term('timeline.claim-taken-over.from', { name: isolate(name) }),
        tone: '',
      };
    }
    case 'claim-handed-over': {
      const name = entry.to?.name ?? entry.to?.id;
      return {
        title:
          name === undefined
            ? localizer.term('timeline.claim-handed-over')
            : localizer.term('timeline.claim-handed-over.to', { name: isolate(name) }),
        tone: '',
      };
    }
    case 'decision':
      return { title: verdictText(localizer, entry.verdict), tone: toneOf(entry.verdict) };
    case 'download':
      return { title: describeFile(entry, localizer), tone: '' };
    case 'other':
      return { title: isolate(entry.name), tone: '' };
    default:
      return { title: localizer.term(`timeline.${entry.kind}`), tone: '' };
  }
}

/** The name of an entry of a watch list, and its list; `undefined` where it is no longer known. */
export function describeMatch(
  { name, list }: Entry<'false-positive-marked' | 'false-positive-taken-back'>,
  localizer: Localizer,
): string | undefined {
  if (name === null) return undefined;
  return list === null ? isolate(name) : `${isolate(name)} – ${listText(list, localizer)}`;
}
