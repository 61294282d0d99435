import { html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../controllers/localize.js';
import { statusText } from '../i18n/values.js';
import { lookUp, type Open } from '../model/known.js';
import type { SessionStatus } from '../model/session.js';
import { icon, type IconName } from './icon.js';

type Look = readonly [tone: string, icon: IconName];

const looks: Readonly<Record<SessionStatus, Look>> = {
  processing: ['', 'more'],
  awaiting: ['warning', 'clock'],
  success: ['success', 'check'],
  rejected: ['danger', 'close'],
};
const unknownLook: Look = ['', 'info'];

/** A status with its label (spec T). Styled by `tagStyles`. */
export function renderStatus(
  status: Open<SessionStatus>,
  localize: LocalizeController,
): TemplateResult {
  const [tone, drawing] = lookUp(looks, status) ?? unknownLook;
  return html`<span class="tag ${tone}">${icon(drawing)}${statusText(localize, status)}</span>`;
}
