import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { CopyController } from '../../controllers/copy.js';
import { LoadController } from '../../controllers/load.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { sectionTexts } from '../../i18n/en.sections.js';
import { deviceTypeText } from '../../i18n/values.js';
import type { Device, Session } from '../../model/session.js';
import type { DeviceReading } from '../../model/user-agent.js';
import { renderCopyButton, renderCopyOutcome } from '../../ui/copy-button.js';
import { renderDescriptions, type Description } from '../../ui/description-list.js';
import { renderYesNo } from '../../ui/finding.js';
import { renderInstant } from '../../ui/instant.js';
import { SessionPart } from '../../ui/session-part.js';
import { styles } from './customer-activity.styles.js';

const deviceFields = ['name', 'type', 'browser', 'os'] as const;
type DeviceField = (typeof deviceFields)[number];

/**
 * Shows the device, the location and the times of the client's verification (spec D6). If the
 * backend does not describe the device, the description comes from the client hints and the user agent
 * of the browser, and is marked so.
 * @summary The client's device, address, times and number of attempts.
 * @tagname kv-customer-activity
 * @example
 * ```html
 * <kv-customer-activity></kv-customer-activity>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   document.querySelector('kv-customer-activity').session = await api.getSession('s-42');
 * </script>
 * ```
 * @csspart user-agent - The description of the device.
 * @csspart raw - The raw user agent, shown on demand.
 */
export class KvCustomerActivity extends SessionPart {
  static override readonly texts = { ...detailsTexts, ...sectionTexts };
  static override styles = [...SessionPart.styles, ...styles];

  readonly #reading = new LoadController<string, DeviceReading>(this, {
    key: () => {
      const device = this.session?.device;
      const isComplete = deviceFields.every((field) => device?.[field]);
      if (!device || isComplete || !(device.userAgent || device.clientHints)) return undefined;
      return [JSON.stringify([device.userAgent, device.clientHints])];
    },
    // The parser is loaded only when it is needed.
    load: async () => {
      const { readDevice } = await import('../../model/user-agent.js');
      return readDevice(this.session?.device ?? { userAgent: null });
    },
  });
  readonly #copier = new CopyController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session') && changed.get('session')?.id !== this.session?.id) {
      this.#copier.clear();
    }
  }

  protected override renderPart(session: Session): TemplateResult {
    const localizer = this.localize.current;
    return html`<div
        class="activity"
        role="group"
        aria-label=${localizer.term('details.customerActivities')}
      >
        ${this.#renderUserAgent(session.device)}
        <div class="group">${renderDescriptions(this.#describeSession(session))}</div>
      </div>
      ${renderCopyOutcome(this.#copier, localizer)}`;
  }

  #renderUserAgent(device: Device): TemplateResult {
    const { localize } = this;
    const descriptions = deviceFields.map((field) => ({
      term: localize.term(`activity.${field}`),
      value: this.#renderDeviceField(device, field),
    }));
    return html`<div class="group" part="user-agent" role="group" aria-labelledby="user-agent">
      <p class="group-title" id="user-agent">${localize.term('activity.userAgent')}</p>
      ${renderDescriptions(descriptions)}
      ${
        device.userAgent || device.clientHints
          ? html`<details class="raw" part="raw">
              <summary>${localize.term('activity.raw')}</summary>
              ${rawTexts(device).map(
                (text) => html`<p class="raw-text"><bdi dir="ltr">${text}</bdi></p>`,
              )}
            </details>`
          : nothing
      }
    </div>`;
  }

  #renderDeviceField(device: Device, field: DeviceField): TemplateResult | string {
    const { localize } = this;
    const known = device[field];
    if (known) return this.#nameOf(field, known);
    if (this.#reading.pending) return localize.term('loading');
    const read = this.#reading.value?.[field];
    if (!read) return html`<span class="missing">${localize.term('unknown')}</span>`;
    return html`${this.#nameOf(field, read)}
      <span class="hint">${localize.term('activity.read')}</span>`;
  }

  #nameOf(field: DeviceField, value: string): TemplateResult | string {
    if (field !== 'type') return html`<bdi>${value}</bdi>`;
    return deviceTypeText(this.localize, value);
  }

  #describeSession(session: Session): Description[] {
    const localizer = this.localize.current;
    const sessionId = localizer.term('details.sessionId');
    return [
      {
        term: sessionId,
        value: html`<bdi class="number">${session.id}</bdi>
          ${renderCopyButton(sessionId, session.id, this.#copier, localizer)}`,
      },
      {
        term: localizer.term('activity.clientIp'),
        value: session.clientIp
          ? html`<bdi class="number" dir="ltr">${session.clientIp}</bdi>`
          : html`<span class="missing">${localizer.term('unknown')}</span>`,
      },
      {
        term: localizer.term('activity.started'),
        value: renderInstant(session.createdAt, localizer),
      },
      {
        term: localizer.term('activity.finished'),
        value:
          session.completedAt === null
            ? html`<span class="missing">${localizer.term('activity.notFinished')}</span>`
            : renderInstant(session.completedAt, localizer),
      },
      {
        term: localizer.term('activity.livenessFinished'),
        value: renderYesNo(session.livenessFinished, localizer, 'unknown'),
      },
      {
        term: localizer.term('activity.documentFinished'),
        value: renderYesNo(session.documentFinished, localizer, 'unknown'),
      },
      {
        term: localizer.term('activity.attempts'),
        value: localizer.number(session.attemptCount),
      },
    ];
  }
}

/** What the browser has sent: its `User-Agent`, and its client hints as JSON. */
const rawTexts = ({ userAgent, clientHints }: Device): string[] =>
  [userAgent, clientHints && JSON.stringify(clientHints)].flatMap((text) => text || []);

declare global {
  interface HTMLElementTagNameMap {
    'kv-customer-activity': KvCustomerActivity;
  }
}
