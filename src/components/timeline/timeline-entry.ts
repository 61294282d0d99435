import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { conditionText } from '../../i18n/conditions.js';
import { fieldText } from '../../i18n/field-values.js';
import { timeOfDay } from '../../i18n/time-of-day.js';
import { clientFields } from '../../model/client-fields.js';
import { localize as chooseText } from '../../model/localized.js';
import type { TimelineEntry } from '../../model/timeline.js';
import { renderBeforeAfter } from '../../ui/before-after.js';
import { oneOf } from '../../ui/choice.js';
import { icon, type IconName } from '../../ui/icon.js';
import { describeEntry, describeMatch, type TimelineTone } from './timeline-words.js';

const isClientField = oneOf(clientFields);

const signs: Readonly<Record<TimelineTone, IconName | undefined>> = {
  '': undefined,
  success: 'check',
  warning: 'clock',
  danger: 'warning',
};

/** A sign that fits what an agent did. */
function signOf({ kind }: TimelineEntry, tone: TimelineTone): TemplateResult | typeof nothing {
  if (kind === 'decision' && tone === 'danger') return icon('close');
  const sign = signs[tone];
  return sign ? icon(sign) : nothing;
}

/** A text that somebody wrote. */
const renderText = (text: string): TemplateResult => html`<p class="text" dir="auto">${text}</p>`;

function renderEdit(
  { changes }: Extract<TimelineEntry, { kind: 'edit' }>,
  localize: LocalizeController,
): TemplateResult {
  const localizer = localize.current;
  return html`<dl class="changes">
    ${changes.map(
      ({ field, before, after }) =>
        html`<div class="change">
          <dt>${fieldText(localizer, field)}</dt>
          <dd>
            ${
              isClientField(field)
                ? renderBeforeAfter(field, before, after, localize)
                : html`<bdi>${before ?? '–'}</bdi> → <bdi>${after ?? '–'}</bdi>`
            }
          </dd>
        </div>`,
    )}
  </dl>`;
}

/** What an entry says besides its line. */
function renderMore(
  entry: TimelineEntry,
  localize: LocalizeController,
): TemplateResult | typeof nothing {
  const localizer = localize.current;
  switch (entry.kind) {
    case 'judgement': {
      const { failedConditions, judgedInPart } = entry;
      if (failedConditions.length === 0) return nothing;
      return html`${
          judgedInPart
            ? html`<p class="hint">${localize.term('details.judgedInPart')}</p>`
            : nothing
        }
        <ul class="conditions">
          ${failedConditions.map((failed) => html`<li>${conditionText(localizer, failed)}</li>`)}
        </ul>`;
    }
    case 'edit':
      return renderEdit(entry, localize);
    case 'note':
      return renderText(entry.text);
    case 'claim-taken-over':
      return entry.reason === null ? nothing : renderText(entry.reason);
    case 'false-positive-marked':
    case 'false-positive-taken-back': {
      const match = describeMatch(entry, localizer);
      return match === undefined ? nothing : html`<p class="hint">${match}</p>`;
    }
    case 'decision': {
      const labels = entry.reasons.map(({ id, label }) => chooseText(label, localizer.locale, id));
      return html`${
        labels.length > 0
          ? html`<ul class="tags" aria-label=${localize.term('details.attachedTags')}>
              ${labels.map((label) => html`<li class="tag danger"><bdi>${label}</bdi></li>`)}
            </ul>`
          : nothing
      }${entry.note === null ? nothing : renderText(entry.note)}`;
    }
    case 'other':
      return html`<p class="hint">${localize.term('timeline.other')}</p>`;
    default:
      return nothing;
  }
}

/** Who did it. */
function renderAuthor({ by }: TimelineEntry, localize: LocalizeController): TemplateResult {
  return by
    ? html`<bdi class="author">${by.name ?? by.id}</bdi>`
    : html`<span class="author nobody">${localize.term('notes.automatic')}</span>`;
}

/** One entry: when, what and who, and what belongs to it. */
export function renderEntry(entry: TimelineEntry, localize: LocalizeController): TemplateResult {
  const localizer = localize.current;
  const { title, tone } = describeEntry(entry, localizer);
  return html`<li class="entry ${tone}" part="entry" tabindex="-1">
    <time
      class="time"
      datetime=${entry.at}
      title=${localizer.instant(entry.at, { timeZoneName: true })}
      ><bdi>${timeOfDay(entry.at, localizer)}</bdi></time
    >
    <div class="what">
      <p class="title">${signOf(entry, tone)}<span>${title}</span></p>
      <p class="who">${renderAuthor(entry, localize)}</p>
      ${renderMore(entry, localize)}
    </div>
  </li>`;
}
