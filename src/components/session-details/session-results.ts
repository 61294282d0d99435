import { html, nothing, svg, type TemplateResult } from 'lit';

import type { Localizer } from '../../i18n/localizer.js';
import { verifiedText } from '../../i18n/values.js';
import { lookUp } from '../../model/known.js';
import type { FaceMatch, AnsweredLevel } from '../../model/match-level.js';
import type { Session, SessionStatus } from '../../model/session.js';
import { renderDescriptions } from '../../ui/description-list.js';
import { renderFinding, renderYesNo } from '../../ui/finding.js';
import { renderMatchScore } from '../../ui/match-score.js';

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

/** Session Details of the summary (spec D3, D4). */
export function renderSessionResults(
  session: Session,
  accepted: AnsweredLevel | undefined,
  localizer: Localizer,
): TemplateResult {
  const { livenessPassed, documentValid, faceMatch, companyName } = session;
  return renderDescriptions([
    { term: localizer.term('details.verified'), value: renderVerified(session, localizer) },
    {
      term: localizer.term('details.livenessPassed'),
      value: renderYesNo(livenessPassed, localizer),
    },
    { term: localizer.term('details.documentValid'), value: renderYesNo(documentValid, localizer) },
    {
      term: localizer.term('details.faceMatchScore'),
      value: renderMatchScore(faceMatch, accepted, localizer),
    },
    {
      term: localizer.term('details.matchConfidence'),
      value: renderConfidence(faceMatch, localizer),
    },
    { term: localizer.term('details.spoof'), value: renderSpoof(session, localizer) },
    { term: localizer.term('details.company'), value: html`<bdi>${companyName}</bdi>` },
  ]);
}
