import { Section } from '../../controllers/settings/section-draft.js';
import type { AnsweredSettings } from '../../model/settings.js';

/** In the order of the form. */
const names = [
  'awaitingAction',
  'acceptanceLevel',
  'disableFullMrzValidation',
  'frontToBackCompare',
  'documentReview',
] as const;

export type AwaitingField = (typeof names)[number];
export type AwaitingFields = Pick<AnsweredSettings, AwaitingField>;

/** The conditions of a session (spec S1, P3). Each member is a field. */
export const awaitingSection = new Section<AwaitingFields>({
  section: 'awaiting',
  read: ({
    awaitingAction,
    acceptanceLevel,
    disableFullMrzValidation,
    frontToBackCompare,
    documentReview,
  }) => ({
    awaitingAction,
    acceptanceLevel,
    disableFullMrzValidation,
    frontToBackCompare,
    documentReview,
  }),
  write: (changed) => changed,
  fieldAt: ([member]) => names.find((name) => name === member),
});
