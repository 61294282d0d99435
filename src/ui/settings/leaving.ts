import { html } from 'lit';

import type { SettingsSection } from '../../model/settings.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { Question } from './confirm.js';

/** Whether the user leaves with unsaved changes, which are then discarded. */
export const leavingQuestion = (
  sections: readonly SettingsSection[],
  localize: LocalizeController,
): Question => ({
  title: localize.term('settings.leave'),
  content: () =>
    html`<p>${localize.term('settings.leaveHint')}</p>
      <ul>
        ${sections.map((section) => html`<li>${localize.term(`settings.${section}`)}</li>`)}
      </ul>`,
  confirm: localize.term('settings.leaveConfirm'),
  cancel: localize.term('settings.stay'),
});
