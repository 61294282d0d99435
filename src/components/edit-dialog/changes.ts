import { html, type TemplateResult } from 'lit';

import type { Change } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { clientFields } from '../../model/client-fields.js';
import type { ClientEdit, ClientField } from '../../model/client.js';
import type { EnteredEdit } from '../../model/client-check.js';
import type { Session } from '../../model/session.js';
import { renderBeforeAfter } from '../../ui/before-after.js';

/** The fields that an edit changes, in their order. */
export const changedFields = (edit: EnteredEdit): ClientField[] =>
  clientFields.filter((field) => field in edit);

/** The changes to save or that were sent, with the values before and after. */
export function renderChanges(
  { client }: Session,
  edit: EnteredEdit,
  localize: LocalizeController,
): TemplateResult {
  const fields = changedFields(edit);
  return html`<section class="review" tabindex="-1" aria-labelledby="changes">
    <h3 class="review-title" id="changes">
      ${localize.term('edit.changes', { count: fields.length })}
    </h3>
    <dl class="changes">
      ${fields.map(
        (field) =>
          html`<div class="change">
            <dt>${localize.term(`client.${field}`)}</dt>
            <dd>${renderBeforeAfter(field, client[field], edit[field] ?? null, localize)}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

/** Whether the session has recorded all edits that this user has sent since they saw it. */
export function hasRecorded(
  { changes }: Session,
  { input: edit, session: before }: Change<ClientEdit, Session>,
  actorId: string,
): boolean {
  const recorded = changes.slice(before.changes.length);
  return changedFields(edit).every((field) =>
    recorded.some(
      (change) =>
        change.field === field && change.after === edit[field] && change.by?.id === actorId,
    ),
  );
}
