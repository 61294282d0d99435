import { html, nothing, type TemplateResult } from 'lit';

import { isolate } from '../../i18n/bidi.js';
import { describeCondition } from '../../i18n/conditions.js';
import type { Localizer } from '../../i18n/localizer.js';
import { isJudgedInPart } from '../../model/policy/judged-in-part.js';
import { concernsOf, type Concern } from '../../model/concerns.js';
import type { FailedCondition } from '../../model/failed-condition.js';
import type { Session } from '../../model/session.js';
import { documentIcon } from '../../ui/drawings.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import { listText, unansweredText } from '../../i18n/list-text.js';
import type { MaskName } from '../../ui/mask.js';
import { evidenceOf, type Evidence } from './evidence.js';

export interface ConcernsContext {
  readonly localizer: Localizer;
  readonly hidden: ReadonlySet<MaskName>;
  /** The user, whose own notes are left out. */
  readonly actorId: string | undefined;
  readonly show: (evidence: Evidence) => void;
}

/** A concern in words: what it is, and a detail. */
interface Words {
  readonly text: string;
  readonly detail?: string;
  /** The detail takes one line, cut off at its end. */
  readonly isExcerpt?: true;
}

const looks: Readonly<Record<Concern['kind'], readonly [tone: string, sign: TemplateResult]>> = {
  matches: ['danger', icon('warning')],
  unanswered: ['danger', icon('warning')],
  condition: ['', icon('info')],
  settled: ['settled', icon('check')],
  notes: ['', renderDrawing(documentIcon)],
};

function describeFailed(failed: FailedCondition, { localizer, hidden }: ConcernsContext): Words {
  const { label, observed, required, field } = describeCondition(localizer, failed);
  const isHidden = field !== undefined && hidden.has(field);
  return {
    text: localizer.term('concern.condition', {
      condition: isolate(label),
      observed: isolate(isHidden ? localizer.term('mask.value') : observed),
    }),
    detail: localizer.term('concern.required', { required: isolate(required) }),
  };
}

function describe(concern: Concern, context: ConcernsContext): Words {
  const { localizer, hidden } = context;
  switch (concern.kind) {
    case 'matches': {
      const { list, matches } = concern;
      const isNameHidden = hidden.has('firstName') || hidden.has('lastName');
      return {
        text: localizer.term('concern.matches', {
          count: matches.length,
          list: listText(list, localizer),
        }),
        ...(!isNameHidden && { detail: matches.map(({ name }) => isolate(name)).join(', ') }),
      };
    }
    case 'unanswered':
      return { text: unansweredText(concern, localizer) };
    case 'condition':
      return describeFailed(concern.condition, context);
    case 'settled':
      return { text: localizer.term('concern.settled') };
    case 'notes': {
      const { notes } = concern;
      const [first] = notes;
      const names = new Set(notes.map(({ by }) => by?.name ?? localizer.term('notes.automatic')));
      return {
        text: localizer.term('concern.notes', {
          count: notes.length,
          names: [...names].map(isolate).join(', '),
        }),
        // A note may name the client.
        ...(hidden.size === 0 && { detail: isolate(first.text), isExcerpt: true }),
      };
    }
  }
}

function renderConcern(concern: Concern, context: ConcernsContext): TemplateResult {
  const [tone, sign] = looks[concern.kind];
  const { text, detail, isExcerpt } = describe(concern, context);
  return html`<li>
    <button
      class="concern printed ${tone}"
      type="button"
      @click=${() => context.show(evidenceOf(concern))}
    >
      ${sign}<span class="concern-text"
        ><span class="concern-link">${text}</span>${
          detail === undefined
            ? nothing
            : html` <span class="concern-detail ${isExcerpt ? 'excerpt' : ''}">${detail}</span>`
        }</span
      >
    </button>
  </li>`;
}

function titleOf(session: Session): 'judgedInPart' | 'failedConditions' | 'conditionsNotMet' {
  if (isJudgedInPart(session)) return 'judgedInPart';
  return session.status === 'awaiting' ? 'failedConditions' : 'conditionsNotMet';
}

/** Why the session needs review, or what was not met, each with a link to its evidence. */
export function renderConcerns(
  session: Session,
  context: ConcernsContext,
): TemplateResult | typeof nothing {
  const concerns = concernsOf(session, context.actorId);
  if (concerns.length === 0) return nothing;
  const title = titleOf(session);
  const isPast = title === 'conditionsNotMet';
  return html`<section
    class="outcome concerns ${isPast ? '' : 'warning'}"
    part="conditions"
    aria-labelledby="concerns"
  >
    <h3 class="outcome-title" id="concerns">
      ${icon(isPast ? 'info' : 'clock')}<span>${context.localizer.term(`details.${title}`)}</span>
    </h3>
    <ul class="concern-list">
      ${concerns.map((concern) => renderConcern(concern, context))}
    </ul>
  </section>`;
}
