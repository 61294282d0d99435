import { html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../controllers/localize.js';
import type { SessionStatus } from '../model/session.js';
import { icon, type IconName } from './icon.js';

const looks: Readonly<Record<SessionStatus, readonly [tone: string, icon: IconName]>> = {
  processing: ['', 'more'],
  awaiting: ['warning', 'clock'],
  success: ['success', 'check'],
  rejected: ['danger', 'close'],
};

/** The own label of a status (spec T); styled by `tagStyles`. */
export function renderStatus(status: SessionStatus, localize: LocalizeController): TemplateResult {
  const [tone, drawing] = looks[status];
  return html`<span class="tag ${tone}"
    >${icon(drawing)}${localize.term(`status.${status}`)}</span
  >`;
}
