import { html, nothing, svg, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { Localizer } from '../../i18n/localizer.js';
import { verifiedText } from '../../i18n/values.js';
import { lookUp } from '../../model/known.js';
import type { FaceMatch, AnsweredLevel } from '../../model/match-level.js';
import { checkMrz } from '../../model/mrz.js';
import { currentAttempt } from '../../model/current-attempt.js';
import type { Session, SessionStatus } from '../../model/session.js';
import { renderDescriptions } from '../../ui/description-list.js';
import { renderFinding, renderYesNo } from '../../ui/finding.js';
import type { MaskName } from '../../ui/mask.js';
import { renderMatchScore } from '../../ui/match-score.js';
import { renderSanctioned } from '../screening/finding.js';
import type { Place } from './evidence.js';

export interface SessionResultsContext {
  readonly localize: LocalizeController;
  /** The match level that the company accepts, once it is known. */
  readonly acceptanceLevel: AnsweredLevel | undefined;
  /** The company's. */
  readonly timeZone: string | undefined;
  readonly hidden: ReadonlySet<MaskName>;
  readonly jump: (place: Place) => void;
}

function renderConfidence(match: FaceMatch | null, localizer: Localizer): TemplateResult {
  const confidence = match?.confidence ?? null;
  if (confidence === null) return renderYesNo(null, localizer);
  return html`<div class="score">
    <span>${localizer.term('match.confidence', { confidence })}</span>
    <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<rect class="bar-fill" width=${confidence} height="4" />`}
    </svg>
  </div>`;
}

function renderSpoof({ spoof }: Session, localizer: Localizer): TemplateResult {
  const { idIsReal, fullIdDetected } = spoof;
  if (idIsReal === null && fullIdDetected === null) return renderYesNo(null, localizer);
  const real =
    idIsReal !== null &&
    renderFinding(idIsReal, localizer.term(idIsReal ? 'spoof.real' : 'spoof.spoofed'));
  const full =
    fullIdDetected !== null &&
    renderFinding(fullIdDetected, localizer.term(fullIdDetected ? 'spoof.full' : 'spoof.notFull'));
  return html`<div class="findings">${real || nothing}${full || nothing}</div>`;
}

const verifiedFindings: Readonly<Record<SessionStatus, boolean | null>> = {
  processing: null,
  awaiting: null,
  success: true,
  rejected: false,
};

function renderVerified({ status }: Session, localizer: Localizer): TemplateResult {
  return html`<div class="findings inline">
    ${renderFinding(lookUp(verifiedFindings, status) ?? null, verifiedText(localizer, status))}
    ${
      status === 'rejected'
        ? html`<span class="tag danger">${localizer.term('status.rejected')}</span>`
        : nothing
    }
  </div>`;
}

/** How many checks of the zone failed, with the way to them (spec D5). */
function renderZone(
  session: Session,
  { localize, timeZone, hidden, jump }: SessionResultsContext,
): TemplateResult {
  const lines = currentAttempt(session)?.mrz ?? [];
  const { valid, ownLayout, checks } = checkMrz(lines, new Date(), timeZone);
  if (lines.length === 0 || ownLayout) return renderYesNo(null, localize.current);
  if (valid) return renderFinding(true, localize.term('mrz.noErrors'));
  const text = localize.term('mrz.invalid', { count: checks.filter(({ ok }) => !ok).length });
  // The zone itself is not shown while any field is hidden.
  if (hidden.size > 0) return renderFinding(false, text);
  return renderFinding(
    false,
    html`<button class="link printed" type="button" @click=${() => jump('zone')}>${text}</button>`,
  );
}

function renderScreening({ screening }: Session, context: SessionResultsContext): TemplateResult {
  const { current } = context.localize;
  if (screening.status === 'absent') return renderYesNo(null, current);
  return renderSanctioned(screening, current);
}

/** Session Details of the summary (spec D3, D4), with what the zone and the lists say. */
export function renderSessionResults(
  session: Session,
  context: SessionResultsContext,
): TemplateResult {
  const { localize, acceptanceLevel } = context;
  const localizer = localize.current;
  const { livenessPassed, documentValid, faceMatch, companyName } = session;
  return renderDescriptions([
    { term: localizer.term('details.verified'), value: renderVerified(session, localizer) },
    {
      term: localizer.term('details.livenessPassed'),
      value: renderYesNo(livenessPassed, localizer),
    },
    { term: localizer.term('details.documentValid'), value: renderYesNo(documentValid, localizer) },
    { term: localizer.term('mrz.errors'), value: renderZone(session, context) },
    {
      term: localizer.term('details.faceMatchScore'),
      value: renderMatchScore(faceMatch, acceptanceLevel, localizer),
    },
    {
      term: localizer.term('details.matchConfidence'),
      value: renderConfidence(faceMatch, localizer),
    },
    { term: localizer.term('details.spoof'), value: renderSpoof(session, localizer) },
    { term: localizer.term('screening.sanctioned'), value: renderScreening(session, context) },
    { term: localizer.term('details.company'), value: html`<bdi>${companyName}</bdi>` },
  ]);
}
