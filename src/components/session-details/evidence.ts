import type { ClientField } from '../../model/client.js';
import type { Concern } from '../../model/concerns.js';
import type { FailedCondition } from '../../model/failed-condition.js';
import { lookUp } from '../../model/known.js';

/** A part of the page that a button leads to: the element with the id `section-…`. */
export type Place =
  | 'photos'
  | 'summary'
  | 'zone'
  | 'evidence'
  | 'activity'
  | 'screening'
  | 'extra'
  | 'notes'
  | 'timeline';

/** Where a session shows the evidence for something. */
export interface Evidence {
  readonly place: Place;
  /** The field of the client. */
  readonly field?: string;
  /** The match, in the screening. */
  readonly matchId?: string;
}

const places: Readonly<Record<Exclude<FailedCondition['condition'], 'other'>, Place>> = {
  'high-risk-nationality': 'evidence',
  'high-risk-ip-country': 'activity',
  screening: 'screening',
  'document-type': 'photos',
  'id-is-real': 'photos',
  'full-id-detected': 'photos',
  mrz: 'zone',
  expiry: 'evidence',
  'no-expiry': 'zone',
  'front-to-back': 'evidence',
  liveness: 'photos',
  'face-match-level': 'photos',
  'document-review': 'photos',
};

function fieldOf(failed: FailedCondition): ClientField | (string & {}) | undefined {
  switch (failed.condition) {
    case 'high-risk-nationality':
      return 'nationality';
    case 'expiry':
      return 'expirationDate';
    case 'front-to-back':
      return failed.observed?.[0]?.field;
    default:
      return undefined;
  }
}

/** Where the evidence for a concern is. A condition that is not known leads to the summary. */
export function evidenceOf(concern: Concern): Evidence {
  switch (concern.kind) {
    case 'matches':
      return { place: 'screening', matchId: concern.matches[0].id };
    case 'unanswered':
    case 'settled':
      return { place: 'screening' };
    case 'notes':
      return { place: 'notes' };
    case 'condition': {
      const { condition } = concern;
      const field = fieldOf(condition);
      return {
        place: lookUp(places, condition.condition) ?? 'summary',
        ...(field !== undefined && { field }),
      };
    }
  }
}

/** Moves the scroll position and the focus to the evidence, or to the summary if it is not shown. */
export function showEvidence(root: ParentNode, { place, field, matchId }: Evidence): void {
  const find = (name: Place): HTMLElement | null =>
    root.querySelector<HTMLElement>(`#section-${name}`);
  const target = find(place) ?? find('summary');
  if (!target) return;
  const disclosure = target.closest('details');
  if (disclosure) disclosure.open = true;
  const isShown =
    (field !== undefined && root.querySelector('kv-field-evidence')?.focusField(field)) ||
    (matchId !== undefined && root.querySelector('kv-screening')?.focusMatch(matchId));
  if (isShown) return;
  (target.closest('section, details') ?? target).scrollIntoView({ block: 'start' });
  target.focus({ preventScroll: true });
}
