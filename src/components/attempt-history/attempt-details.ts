import { html, nothing, type TemplateResult } from 'lit';

import { photoText } from '../../i18n/values.js';
import type { Attempt } from '../../model/session.js';
import { renderDescriptions } from '../../ui/description-list.js';
import { icon } from '../../ui/icon.js';
import { photoClass } from '../../ui/photo-class.js';
import { backFields, frontFields, type Changes, type Fact } from './facts.js';
import { labelOf, renderValue, type Presentation } from './values.js';

const checkFacts = ['livenessPassed', 'documentValid', 'faceMatch'] as const;
const spoofFacts = ['idIsReal', 'fullIdDetected'] as const;
const originFacts = ['device', 'clientIp'] as const;

/** One attempt, and what has changed since earlier ones. */
export interface AttemptView extends Presentation {
  readonly sessionId: string;
  readonly attempt: Attempt;
  readonly changes: Changes;
}

function renderFacts(facts: readonly Fact[], view: AttemptView): TemplateResult {
  return renderDescriptions(
    facts.map((fact) => ({
      term: labelOf(fact, view.localizer),
      value: renderValue(fact, view.attempt, view.changes, view),
    })),
  );
}

function renderImages({ attempt, sessionId, localizer }: AttemptView): TemplateResult {
  if (attempt.photos.length === 0) {
    return html`<p class="no-images">${icon('person')}${localizer.term('photo.none')}</p>`;
  }
  return html`<div class="images">
    ${attempt.photos.map(
      (photo) =>
        html`<figure class="image ${photoClass(photo.kind)}" part="photo">
          <kv-photo session-id=${sessionId} .photo=${photo} size="full"></kv-photo>
          <figcaption>${photoText(localizer, photo.kind)}</figcaption>
        </figure>`,
    )}
  </div>`;
}

function renderZone({ attempt, localizer }: AttemptView): TemplateResult | typeof nothing {
  if (!attempt.mrz) return nothing;
  return html`<details class="zone">
    <summary>${localizer.term('mrz.checkErrors')}</summary>
    <kv-mrz-report .lines=${attempt.mrz}></kv-mrz-report>
  </details>`;
}

/** Everything that one attempt has collected (spec D10). */
export function renderAttemptDetails(view: AttemptView): TemplateResult {
  const { localizer } = view;
  const group = (title: string, content: unknown): TemplateResult =>
    html`<section class="group">
      <h4 class="group-title">${title}</h4>
      ${content}
    </section>`;
  const sideFacts = {
    front: frontFields.map((field) => `front.${field}` as const),
    back: backFields.map((field) => `back.${field}` as const),
  };
  return html`${group(localizer.term('attempt.images'), renderImages(view))}
    <div class="groups">
      ${group(localizer.term('attempt.front'), renderFacts(sideFacts.front, view))}
      ${group(localizer.term('attempt.back'), renderFacts(sideFacts.back, view))}
      ${renderZone(view)} ${group(localizer.term('attempt.checks'), renderFacts(checkFacts, view))}
      <div class="group-stack">
        ${group(localizer.term('details.spoof'), renderFacts(spoofFacts, view))}
        ${group(localizer.term('details.customerActivities'), renderFacts(originFacts, view))}
      </div>
    </div>`;
}
