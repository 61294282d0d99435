import { css, html, nothing, type TemplateResult } from 'lit';

import { regionName } from '../../i18n/countries.js';
import type { MessageKey } from '../../i18n/en.js';
import type { Localizer } from '../../i18n/localizer.js';
import { isCalendarDate } from '../../model/calendar-date.js';
import type { ClientField } from '../../model/client.js';
import {
  compareWithEntry,
  namesOf,
  regionOfListed,
  type Agreement,
} from '../../model/entry-comparison.js';
import type { ScreeningMatch } from '../../model/screening.js';
import { findPhoto } from '../../model/current-attempt.js';
import type { Session } from '../../model/session.js';
import { renderClientValue } from '../../ui/client-value.js';
import { icon, type IconName } from '../../ui/icon.js';
import { renderHiddenValue, type MaskName } from '../../ui/mask.js';

export interface ComparisonView {
  readonly localizer: Localizer;
  readonly session: Session;
  /** What of the client must not be seen. */
  readonly masked: ReadonlySet<MaskName>;
}

const looks = {
  same: ['danger', 'warning', 'entry.same'],
  partly: ['warning', 'info', 'entry.partly'],
  swapped: ['warning', 'info', 'entry.swapped'],
  different: ['', 'close', 'entry.different'],
  'not-comparable': ['', 'search', 'evidence.not-comparable'],
} as const satisfies Readonly<
  Record<Exclude<Agreement, 'missing'>, readonly [tone: string, icon: IconName, text: MessageKey]>
>;

interface Row {
  readonly label: MessageKey;
  readonly fields: readonly ClientField[];
  readonly own: unknown;
  readonly listed: unknown;
  readonly agreement: Agreement;
}

/** The agreement in words. An entry that agrees with the client is what an agent must not miss. */
function renderAgreement(
  agreement: Agreement,
  localizer: Localizer,
): TemplateResult | typeof nothing {
  if (agreement === 'missing') return nothing;
  const [tone, drawing, text] = looks[agreement];
  return html`<span class="tag ${tone}">${icon(drawing)}${localizer.term(text)}</span>`;
}

const renderMissing = (localizer: Localizer): TemplateResult =>
  html`<span class="missing">${localizer.term('entry.notListed')}</span>`;

function renderValues(values: readonly string[], localizer: Localizer): unknown {
  return values.length === 0
    ? renderMissing(localizer)
    : values.map((value, index) => html`${index > 0 ? ', ' : nothing}<bdi>${value}</bdi>`);
}

const dateText = (date: string, localizer: Localizer): string =>
  isCalendarDate(date) ? localizer.day(date) : date;

function countryText(country: string, localizer: Localizer): string {
  const region = regionOfListed(country);
  return (region && regionName(localizer, region)) ?? country;
}

function rowsOf(
  match: ScreeningMatch,
  nameId: string,
  { session, localizer }: ComparisonView,
): Row[] {
  const { client } = session;
  const { name, alias, birthDates = [], countries = [] } = match;
  const agreements = compareWithEntry(session, match);
  const [own, inZone] = namesOf(session);
  return [
    {
      label: 'screening.name',
      fields: ['firstName', 'lastName'],
      own: own
        ? html`<bdi>${own}</bdi>${
              inZone ? html`<span class="alias">MRZ: <bdi>${inZone}</bdi></span>` : nothing
            }`
        : renderClientValue(null, 'lastName', localizer),
      listed: html`<bdi id=${nameId}>${name}</bdi>${
          alias
            ? html`<span class="alias"
                >${localizer.term('screening.alias')}: <bdi>${alias}</bdi></span
              >`
            : nothing
        }`,
      agreement: agreements.name,
    },
    {
      label: 'client.birthDate',
      fields: ['birthDate'],
      own: renderClientValue(client, 'birthDate', localizer),
      listed: renderValues(
        birthDates.map((date) => dateText(date, localizer)),
        localizer,
      ),
      agreement: agreements.birthDate,
    },
    {
      label: 'client.nationality',
      fields: ['nationality'],
      own: renderClientValue(client, 'nationality', localizer),
      listed: renderValues(
        countries.map((country) => countryText(country, localizer)),
        localizer,
      ),
      agreement: agreements.country,
    },
  ];
}

/** The photo of the client beside the entry, which has none. */
function renderSelfie({ session, masked }: ComparisonView): TemplateResult | typeof nothing {
  const selfie = findPhoto(session, 'selfie') ?? session.selfie;
  if (!selfie || masked.has('photos')) return nothing;
  return html`<kv-photo class="selfie" session-id=${session.id} .photo=${selfie}></kv-photo>`;
}

/** The client beside an entry: name, birth date, nationality, and how they agree in words. */
export function renderComparison(
  match: ScreeningMatch,
  nameId: string,
  view: ComparisonView,
): TemplateResult {
  const { localizer, masked } = view;
  // Explicit roles, because a table laid out as a grid loses its semantics.
  return html`<table
    class="comparison"
    role="table"
    aria-label=${localizer.term('entry.comparison')}
  >
    <thead>
      <tr role="row">
        <td role="cell"></td>
        <th role="columnheader" scope="col">
          ${renderSelfie(view)}<span>${localizer.term('entry.client')}</span>
        </th>
        <th role="columnheader" scope="col">${localizer.term('entry.entry')}</th>
      </tr>
    </thead>
    <tbody>
      ${rowsOf(match, nameId, view).map(({ label, fields, own, listed, agreement }) => {
        // The comparison would disclose what is hidden.
        const isHidden = fields.some((field) => masked.has(field));
        return html`<tr role="row">
          <th role="rowheader" scope="row">${localizer.term(label)}</th>
          <td role="cell">${isHidden ? renderHiddenValue(localizer) : own}</td>
          <td role="cell">
            ${listed} ${isHidden ? nothing : renderAgreement(agreement, localizer)}
          </td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** Use inside an inline-size container, together with `tagStyles` and `clientValueStyles`. */
export const comparisonStyles = css`
  .comparison,
  .comparison :is(thead, tbody) {
    display: grid;
    gap: 0;
  }

  .comparison tr {
    display: grid;
    grid-template-columns: minmax(5.5rem, 2fr) repeat(2, minmax(0, 4fr));
    gap: 0 var(--_space-3);
    padding-block: var(--_space-2);
    border-block-end: 1px solid var(--_color-border);
  }

  .comparison :is(th, td) {
    min-inline-size: 0;
    padding: 0;
    text-align: inherit;
    overflow-wrap: anywhere;
  }

  .comparison td {
    font-weight: 500;
  }

  .comparison th {
    color: var(--_color-text-muted);
    font-weight: 400;
  }

  .comparison thead tr {
    align-items: end;
  }

  .comparison thead th {
    display: flex;
    align-items: end;
    gap: var(--_space-2);
    font-weight: 600;
  }

  .comparison .tag {
    display: flex;
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-block-start: var(--_space-1);
  }

  .alias {
    display: block;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: 400;
  }

  .selfie {
    flex: none;
    inline-size: 4rem;
  }

  @container match (inline-size < 20rem) {
    .comparison tr {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .comparison tbody th {
      grid-column: 1 / -1;
    }

    .comparison thead td {
      display: none;
    }

    .comparison thead th {
      flex-direction: column;
      align-items: start;
      justify-content: end;
    }
  }
`;
