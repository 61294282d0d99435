import { html, nothing, type TemplateResult } from 'lit';

import type { MessageKey } from '../../i18n/en.js';
import type { Localizer } from '../../i18n/localizer.js';
import { levelText, withFar } from '../../i18n/match-level.js';
import { deviceTypeText, documentTypeText } from '../../i18n/values.js';
import type { ClientField } from '../../model/client.js';
import { levelOf } from '../../model/false-acceptance.js';
import type { AnsweredLevel } from '../../model/match-level.js';
import type { Attempt, Device } from '../../model/session.js';
import { renderClientValue } from '../../ui/client-value.js';
import { renderYesNo } from '../../ui/finding.js';
import { renderMatchScore } from '../../ui/match-score.js';
import type { Changes, Fact, Side } from './facts.js';

/** The context in which the values of an attempt are rendered. */
export interface Presentation {
  readonly localizer: Localizer;
  /** The lowest level that the company accepts, if known. */
  readonly acceptanceLevel: AnsweredLevel | undefined;
}

const labels = {
  documentType: 'column.document',
  livenessPassed: 'details.livenessPassed',
  documentValid: 'details.documentValid',
  faceMatch: 'attempt.far',
  idIsReal: 'attempt.idIsReal',
  fullIdDetected: 'attempt.fullId',
  device: 'activity.userAgent',
  clientIp: 'activity.clientIp',
} as const satisfies Partial<Record<Fact, MessageKey>>;

type PlainFact = keyof typeof labels;

const isPlain = (fact: Fact): fact is PlainFact => Object.hasOwn(labels, fact);

/** Splits `front.firstName` into its parts. */
function partsOf(fact: Exclude<Fact, PlainFact>): [Side, ClientField] {
  return fact.split('.') as [Side, ClientField];
}

export function labelOf(fact: Fact, localizer: Localizer): string {
  if (isPlain(fact)) return localizer.term(labels[fact]);
  const [, field] = partsOf(fact);
  return field === 'expirationDate' || field === 'birthDate'
    ? localizer.term(`attempt.${field}`)
    : localizer.term(`client.${field}`);
}

function describeDevice({ name, type, browser, os, userAgent }: Device, localizer: Localizer) {
  const parts = [name, type && deviceTypeText(localizer, type), browser, os];
  return parts.filter(Boolean).join(', ') || userAgent;
}

function renderText(text: string | null, localizer: Localizer): TemplateResult {
  return text
    ? html`<bdi>${text}</bdi>`
    : html`<span class="missing">${localizer.term('unknown')}</span>`;
}

function renderFact(fact: Fact, attempt: Attempt, presentation: Presentation): unknown {
  const { localizer, acceptanceLevel } = presentation;
  switch (fact) {
    case 'documentType':
      return attempt.documentType && documentTypeText(localizer, attempt.documentType);
    case 'livenessPassed':
    case 'documentValid':
      return renderYesNo(attempt[fact], localizer);
    case 'faceMatch':
      return renderMatchScore(attempt.faceMatch, acceptanceLevel, localizer);
    case 'idIsReal':
    case 'fullIdDetected':
      return renderYesNo(attempt.spoof[fact], localizer);
    case 'device':
      return renderText(describeDevice(attempt.device, localizer), localizer);
    case 'clientIp':
      return renderText(attempt.clientIp, localizer);
    default: {
      const [side, field] = partsOf(fact);
      return renderClientValue(attempt[side], field, localizer);
    }
  }
}

/** The value of a fact and, if it has changed, the value before. */
export function renderValue(
  fact: Fact,
  attempt: Attempt,
  changes: Changes,
  presentation: Presentation,
): TemplateResult {
  const earlier = changes.get(fact);
  const value = renderFact(fact, attempt, presentation);
  if (!earlier) return html`${value}`;
  const { localizer } = presentation;
  const before = { ...presentation, acceptanceLevel: undefined };
  const level = levelOf(earlier.faceMatch);
  return html`<div class="changed">
    <div>${value}</div>
    <div class="before">
      <span class="before-label">
        ${localizer.term('attempt.was', { number: earlier.number })}
      </span>
      ${fact === 'faceMatch' ? withFar(localizer, levelText(localizer, level), level) : renderFact(fact, earlier, before)}
    </div>
  </div>`;
}

/** The names of the facts that changed, once even if both sides of the document changed. */
export function renderChangedFacts(
  changes: Changes,
  localizer: Localizer,
): TemplateResult | typeof nothing {
  if (changes.size === 0) return nothing;
  const names = new Set([...changes.keys()].map((fact) => labelOf(fact, localizer)));
  return html`<p class="changes">
    ${localizer.term('attempt.changed', { fields: [...names].join(', ') })}
  </p>`;
}
