import type { TemplateResult } from 'lit';

import { isolate } from '../../i18n/bidi.js';
import type { Localizer } from '../../i18n/localizer.js';
import { openMatches } from '../../model/open-matches.js';
import type { CheckedScreening } from '../../model/screening.js';
import { renderFinding } from '../../ui/finding.js';

/**
 * `null` means not known. Marking every match as a false positive does not make the client clear.
 */
const clearances = { clear: true, match: false, marked: null, unknown: null } as const;
/** The answers to "Sanctioned". A match is not proof, so it is not answered with yes. */
const answers = {
  clear: 'no',
  match: 'screening.found',
  marked: 'screening.noOpen',
  unknown: 'unknown',
} as const;

export type ScreeningFinding = keyof typeof answers;

/** What a screening says about the client. */
export const findingOf = (result: CheckedScreening): ScreeningFinding =>
  result.status === 'match' && openMatches(result).length === 0 ? 'marked' : result.status;

/** The answer to "Sanctioned" in words. */
export const answerOf = (result: CheckedScreening, localizer: Localizer): string =>
  localizer.term(answers[findingOf(result)]);

/** The answer to "Sanctioned", or what a newer backend calls it. */
export function renderSanctioned(result: CheckedScreening, localizer: Localizer): TemplateResult {
  const reported = result.status === 'unknown' ? result.reported : undefined;
  return renderFinding(
    clearances[findingOf(result)],
    reported === undefined ? answerOf(result, localizer) : isolate(reported),
  );
}
