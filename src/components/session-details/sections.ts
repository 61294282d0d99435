import { html, nothing, type TemplateResult } from 'lit';

import type { ShortcutAction } from '../../controllers/hotkeys.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { PartController } from '../../controllers/part.js';
import type { MessageKey } from '../../i18n/en.js';
import type { AnsweredLevel } from '../../model/match-level.js';
import { findUnanswered, openMatches } from '../../model/open-matches.js';
import { currentAttempt } from '../../model/current-attempt.js';
import type { Session } from '../../model/session.js';
import { renderHidden, type MaskName } from '../../ui/mask.js';
import { documentIcon } from '../../ui/drawings.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import { renderLate } from '../../ui/late-content.js';
import { renderPartFailure } from '../../ui/part.js';
import { unansweredText } from '../../i18n/list-text.js';
import type { Place } from './evidence.js';
import { renderClientInformation } from './client-information.js';
import { renderSessionResults } from './session-results.js';

/** The sections of a session in the order of the page (spec D). */
const sectionNames = ['summary', 'activity', 'screening', 'extra', 'notes'] as const;
type SectionName = (typeof sectionNames)[number];

const sectionTitles: Readonly<Record<SectionName, MessageKey>> = {
  summary: 'details.summary',
  activity: 'details.customerActivities',
  screening: 'details.pepInfo',
  extra: 'details.extraFields',
  notes: 'details.notes',
};

/** The section with the timeline, which loads when it is opened. */
export interface TimelineSection {
  readonly isOpen: boolean;
  /** Receives whether the section is open. */
  readonly onToggle: (isOpen: boolean) => void;
  readonly refreshInterval: number;
}

export interface SectionsContext {
  readonly localize: LocalizeController;
  /** The match level that the company accepts, once it is known. */
  readonly acceptanceLevel: AnsweredLevel | undefined;
  /** The company's. */
  readonly timeZone: string | undefined;
  readonly hidden: ReadonlySet<MaskName>;
  readonly reveal: () => void;
  /** The value of `aria-keyshortcuts`. */
  readonly keyOf: (action: ShortcutAction) => string | typeof nothing;
  readonly jump: (place: Place) => void;
  /** The timeline; `undefined` if the backend has none. */
  readonly timeline: TimelineSection | undefined;
  /** Whether the adapter finds related sessions. */
  readonly hasRelated: boolean;
  /** Whether the user has opened their section: each reading of them is logged. */
  readonly isRelatedOpen: boolean;
  readonly toggleRelated: (event: Event) => void;
  /** The part with the sections that are closed at first. */
  readonly closed: PartController<typeof import('./on-request.js')>;
  /** The part with the sections below what a decision needs first. */
  readonly lower: PartController<typeof import('./lower-sections.js')>;
}

/** Buttons that lead to the sections. */
export function renderJumps(
  session: Session,
  localize: LocalizeController,
  jump: (place: Place) => void,
): TemplateResult {
  return html`<nav class="jumps" aria-label=${localize.term('details.sections')}>
    ${sectionNames.map((name) => {
      const warning = name === 'screening' ? screeningWarning(session, localize) : undefined;
      return html`<button class="jump ${name}" type="button" @click=${() => jump(name)}>
        ${warning ? icon('warning') : nothing}${localize.term(sectionTitles[name])}${
          warning ? html`<span class="visually-hidden">: ${warning}</span>` : nothing
        }
      </button>`;
    })}
  </nav>`;
}

/** What of the screening needs attention, in words. */
function screeningWarning(
  { screening }: Session,
  localize: LocalizeController,
): string | undefined {
  const count = openMatches(screening).length;
  if (count > 0) return localize.term('concern.open', { count });
  const unanswered = findUnanswered(screening);
  return unanswered && unansweredText(unanswered, localize);
}

function renderSection(
  name: Exclude<SectionName, 'summary'>,
  content: TemplateResult,
  { localize, lower }: SectionsContext,
): TemplateResult {
  return html`<section
    class="section"
    part="section"
    aria-labelledby="section-${name}"
    aria-busy=${!lower.module && !lower.hasFailed ? 'true' : nothing}
  >
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
  name: 'fields' | 'results',
  action: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<section class="section ${name}" part="section">
    <div class="section-head">
      <h4 class="section-title">${localize.term(title)}</h4>
      ${action}
    </div>
    ${content}
  </section>`;
}

/** Leads from the fields to all of their sources. */
const renderEvidenceLink = ({ localize, jump }: SectionsContext): TemplateResult =>
  html`<button class="link" type="button" @click=${() => jump('evidence')}>
    ${localize.term('details.fieldEvidence')}
  </button>`;

/** Why the document is not valid (spec D5), or what its zone says. A document without a zone has no errors of one. */
function renderMrz(session: Session, { localize, keyOf, closed }: SectionsContext): TemplateResult {
  const lines = currentAttempt(session)?.mrz ?? null;
  const isInvalid = session.documentValid === false && lines !== null;
  return html`<details class="section" part="section" @toggle=${() => closed.require()}>
    <summary class="disclosure" id="section-zone" aria-keyshortcuts=${keyOf('zone')}>
      ${isInvalid ? icon('warning') : renderDrawing(documentIcon)}
      ${localize.term(isInvalid ? 'mrz.checkErrors' : 'details.mrz')}
    </summary>
    ${renderLate(closed, localize, () => html`<kv-mrz-report .lines=${lines}></kv-mrz-report>`)}
  </details>`;
}

function renderFieldEvidence(
  session: Session,
  { localize, closed }: SectionsContext,
): TemplateResult {
  return html`<details class="section" part="section" @toggle=${() => closed.require()}>
    <summary class="disclosure" id="section-evidence">
      ${icon('search')}${localize.term('details.fieldEvidence')}
    </summary>
    ${renderLate(
      closed,
      localize,
      () => html`<kv-field-evidence .session=${session}></kv-field-evidence>`,
    )}
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

/** What happened to the session. It has values of any field, so any mask hides it. */
function renderTimeline(
  { id }: Session,
  { localize, hidden, reveal, closed, timeline, keyOf }: SectionsContext,
): TemplateResult | typeof nothing {
  if (!timeline) return nothing;
  const content = (): TemplateResult =>
    hidden.size > 0
      ? renderHidden(localize, reveal)
      : html`<kv-timeline
          session-id=${id}
          refresh-interval=${timeline.refreshInterval}
        ></kv-timeline>`;
  return html`<details
    class="section timeline"
    part="section"
    @toggle=${({ currentTarget }: Event) =>
      timeline.onToggle((currentTarget as HTMLDetailsElement).open)}
  >
    <summary class="disclosure" id="section-timeline" aria-keyshortcuts=${keyOf('timeline')}>
      ${icon('clock')}${localize.term('details.timeline')}
    </summary>
    ${timeline.isOpen ? renderLate(closed, localize, content) : nothing}
  </details>`;
}

/** Sessions with something in common. They have names, so a mask of the name hides them. */
function renderRelated({ id }: Session, context: SectionsContext): TemplateResult {
  const { localize, hidden, reveal, closed, isRelatedOpen, toggleRelated } = context;
  const isNameHidden = hidden.has('firstName') || hidden.has('lastName');
  const content = isNameHidden
    ? renderHidden(localize, reveal)
    : renderLate(
        closed,
        localize,
        () => html`<kv-related-sessions session-id=${id}></kv-related-sessions>`,
      );
  return html`<details class="section wide" part="section" @toggle=${toggleRelated}>
    <summary class="disclosure" id="section-related">
      ${icon('person')}${localize.term('details.related')}
    </summary>
    ${isRelatedOpen ? content : nothing}
  </details>`;
}

/** What a decision needs: why it is asked for, the client, what was found. */
function renderSummary(
  session: Session,
  outcome: TemplateResult,
  context: SectionsContext,
): TemplateResult {
  const { localize, hidden } = context;
  const hasEvidence = session.attempts.length > 0 && hidden.size === 0;
  return html`<section class="decision" aria-labelledby="section-summary">
    <h3 class="visually-hidden" id="section-summary" tabindex="-1">
      ${localize.term('details.summary')}
    </h3>
    <div class="stack">
      ${outcome}
      ${renderCard(
        'details.clientInformation',
        renderClientInformation(session, context),
        context,
        'fields',
        hasEvidence ? renderEvidenceLink(context) : nothing,
      )}
    </div>
    ${renderCard('details.sessionDetails', renderSessionResults(session, context), context, 'results')}
  </section>`;
}

/** All that is known of the current session: what a decision needs first. */
export function renderSections(
  session: Session,
  outcome: TemplateResult,
  context: SectionsContext,
): TemplateResult {
  const { localize, hidden, reveal, lower } = context;
  const isNameHidden = hidden.has('firstName') || hidden.has('lastName');
  const unless = (isHidden: boolean, content: TemplateResult): TemplateResult => {
    if (isHidden) return renderHidden(localize, reveal);
    return lower.module ? content : html`<div class="pending"></div>`;
  };
  return html`${renderSummary(session, outcome, context)}
    <div class="group">
      ${renderPartFailure([lower], localize)}
      ${session.attempts.length > 0 ? renderDocument(session, context) : nothing}
      ${context.hasRelated ? renderRelated(session, context) : nothing}
      ${renderSection(
        'activity',
        unless(false, html`<kv-customer-activity .session=${session}></kv-customer-activity>`),
        context,
      )}
      ${renderSection(
        'screening',
        unless(
          isNameHidden,
          html`<kv-screening .session=${session} .masked=${hidden}></kv-screening>`,
        ),
        context,
      )}
      ${renderSection(
        'extra',
        unless(hidden.has('extra'), html`<kv-extra-fields .session=${session}></kv-extra-fields>`),
        context,
      )}
      ${renderSection(
        'notes',
        unless(false, html`<kv-notes .session=${session}></kv-notes>`),
        context,
      )}
      ${renderTimeline(session, context)}
    </div>`;
}
