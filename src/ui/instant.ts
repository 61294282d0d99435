import { html, type TemplateResult } from 'lit';

import type { Localizer } from '../i18n/localizer.js';

/** A point in time, in the viewer's time zone. The tooltip names the zone. */
export function renderInstant(iso: string, localizer: Localizer): TemplateResult {
  return html`<time datetime=${iso} title=${localizer.instant(iso, { timeZoneName: true })}
    >${localizer.instant(iso)}</time
  >`;
}
