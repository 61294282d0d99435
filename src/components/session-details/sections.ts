import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { MessageKey } from '../../i18n/en.js';
import type { AnsweredLevel } from '../../model/match-level.js';
import { openMatches } from '../../model/screening.js';
import { currentAttempt, type Session } from '../../model/session.js';
import { renderHidden, type MaskName } from '../../ui/mask.js';
import { icon } from '../../ui/icon.js';
import { renderClientInformation } from './client-information.js';
import { renderSessionResults } from './session-results.js';

/** The sections of a session in the order of the page (spec D). */
const sectionNames = ['summary', 'activity', 'screening', 'extra', 'notes'] as const;
export type SectionName = (typeof sectionNames)[number];

const sectionTitles: Readonly<Record<SectionName, MessageKey>> = {
  summary: 'details.summary',
  activity: 'details.customerActivities',
  screening: 'details.pepInfo',
  extra: 'details.extraFields',
  notes: 'details.notes',
};

export interface SectionsContext {
  readonly localize: LocalizeController;
  /** The match level that the company accepts, once it is known. */
  readonly acceptanceLevel: AnsweredLevel | undefined;
  /** The company's. */
  readonly timeZone: string | undefined;
  readonly hidden: ReadonlySet<MaskName>;
  readonly reveal: () => void;
  /** In the head of the client information. */
  readonly editButton: TemplateResult | typeof nothing;
}

/** Buttons that lead to the sections. */
export function renderJumps(
  session: Session,
  localize: LocalizeController,
  jump: (name: SectionName) => void,
): TemplateResult {
  return html`<nav class="jumps" aria-label=${localize.term('details.sections')}>
    ${sectionNames.map((name) => {
      const isWarning = name === 'screening' && needsAttention(session);
      return html`<button class="jump" type="button" @click=${() => jump(name)}>
        ${isWarning ? icon('warning') : nothing}${localize.term(sectionTitles[name])}
      </button>`;
    })}
  </nav>`;
}

/** An open match, or a screening that could not be made. */
const needsAttention = ({ screening }: Session): boolean =>
  screening.status === 'unknown' || openMatches(screening).length > 0;

function renderSection(
  name: Exclude<SectionName, 'summary'>,
  content: TemplateResult,
  { localize }: SectionsContext,
): TemplateResult {
  return html`<section class="section" part="section" aria-labelledby="section-${name}">
    <h3 class="section-title" id="section-${name}" tabindex="-1">
      ${localize.term(sectionTitles[name])}
    </h3>
    ${content}
  </section>`;
}

function renderCard(
  title: MessageKey,
  content: TemplateResult,
  { localize }: SectionsContext,
  action: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<section class="section" part="section">
    <div class="section-head">
      <h4 class="section-title">${localize.term(title)}</h4>
      ${action}
    </div>
    ${content}
  </section>`;
}

/** Why the document is not valid (spec D5), or what its zone says. A document without a zone has no errors of one. */
function renderMrz(session: Session, { localize }: SectionsContext): TemplateResult {
  const lines = currentAttempt(session)?.mrz ?? null;
  const isInvalid = session.documentValid === false && lines !== null;
  return html`<details class="section wide" part="section">
    <summary class="disclosure">
      ${isInvalid ? icon('warning') : icon('document')}
      ${localize.term(isInvalid ? 'mrz.checkErrors' : 'details.mrz')}
    </summary>
    <kv-mrz-report .lines=${lines}></kv-mrz-report>
  </details>`;
}

function renderFieldEvidence(session: Session, { localize }: SectionsContext): TemplateResult {
  return html`<details class="section wide" part="section" open>
    <summary class="disclosure">${icon('search')}${localize.term('details.fieldEvidence')}</summary>
    <kv-field-evidence .session=${session}></kv-field-evidence>
  </details>`;
}

/** What the document says. It repeats all of the client's data, so any mask hides it. */
function renderDocument(session: Session, context: SectionsContext): TemplateResult {
  const { localize, hidden, reveal } = context;
  if (hidden.size > 0) {
    return html`<div class="section wide" part="section">${renderHidden(localize, reveal)}</div>`;
  }
  return html`${renderMrz(session, context)}${renderFieldEvidence(session, context)}`;
}

function renderSummary(session: Session, context: SectionsContext): TemplateResult {
  const { localize, acceptanceLevel, hidden } = context;
  const localizer = localize.current;
  return html`<section class="group" aria-labelledby="section-summary">
    <h3 class="visually-hidden" id="section-summary" tabindex="-1">
      ${localize.term('details.summary')}
    </h3>
    ${renderCard(
      'details.clientInformation',
      renderClientInformation(session, localizer, hidden, context.timeZone),
      context,
      context.editButton,
    )}
    ${renderCard(
      'details.sessionDetails',
      renderSessionResults(session, acceptanceLevel, localizer),
      context,
    )}
    ${session.attempts.length > 0 ? renderDocument(session, context) : nothing}
  </section>`;
}

/** All that is known of the current session. */
export function renderSections(session: Session, context: SectionsContext): TemplateResult {
  const { localize, hidden, reveal } = context;
  const isNameHidden = hidden.has('firstName') || hidden.has('lastName');
  const unless = (isHidden: boolean, content: TemplateResult): TemplateResult =>
    isHidden ? renderHidden(localize, reveal) : content;
  return html`${renderSummary(session, context)}
    <div class="group">
      ${renderSection(
        'activity',
        html`<kv-customer-activity .session=${session}></kv-customer-activity>`,
        context,
      )}
      ${renderSection(
        'screening',
        unless(isNameHidden, html`<kv-screening .session=${session}></kv-screening>`),
        context,
      )}
      ${renderSection(
        'extra',
        unless(hidden.has('extra'), html`<kv-extra-fields .session=${session}></kv-extra-fields>`),
        context,
      )}
      ${renderSection('notes', html`<kv-notes .session=${session}></kv-notes>`, context)}
    </div>`;
}
