import { isolate } from './bidi.js';
import type { Localizer } from './localizer.js';
import type { Unanswered } from '../model/screening.js';

type Terms = Pick<Localizer, 'term'>;

/** The name of a list. A source may send a match without one. `show` renders it. */
export const listText = (list: string, terms: Terms, show = isolate): string =>
  list.trim() === '' ? terms.term('screening.unnamedList') : show(list);

/** For a caller that isolates the name by `<bdi>`. */
export const asIs = (list: string): string => list;

/** Which lists did not answer, or that the screening has no result. */
export function unansweredText({ lists, reported }: Unanswered, terms: Terms): string {
  if (lists.length > 0) {
    return terms.term('concern.unanswered', {
      count: lists.length,
      lists: lists.map((list) => listText(list, terms)).join(', '),
    });
  }
  return reported === undefined
    ? terms.term('concern.notScreened')
    : `${terms.term('condition.screening')}: ${isolate(reported)}`;
}
