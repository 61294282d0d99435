import { html, nothing, type TemplateResult } from 'lit';

import type { CopyController } from '../../controllers/copy.js';
import type { ShortcutAction } from '../../controllers/hotkeys.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { documentTypeText } from '../../i18n/values.js';
import { allowsAction } from '../../model/permissions.js';
import type { Session } from '../../model/session.js';
import { renderClientValue } from '../../ui/client-value.js';
import { renderCopyButton } from '../../ui/copy-button.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { renderHiddenValue, type MaskName } from '../../ui/mask.js';
import { renderStatus } from '../../ui/status-tag.js';

export interface HeaderContext {
  readonly localize: LocalizeController;
  readonly copier: CopyController;
  readonly hidden: ReadonlySet<MaskName>;
  /** Whether the user was just told the status; else it is read out with the name. */
  readonly isStatusKnown: boolean;
  readonly isRefreshing: boolean;
  /** Until when the session is due. */
  readonly due: unknown;
  /** The value of `aria-keyshortcuts`. */
  readonly keyOf: (action: ShortcutAction) => string | typeof nothing;
  readonly refresh: () => void;
}

/** The number by which a client is known: the document's, otherwise their own. */
function renderNumber(
  { client }: Session,
  { localize, hidden }: HeaderContext,
): TemplateResult | typeof nothing {
  const field = (['documentNumber', 'personalNumber'] as const).find((name) => client[name]);
  if (!field) return nothing;
  return html`<span class="client-number"
    >${localize.term(`client.${field}`)}
    <strong
      >${
        hidden.has(field)
          ? renderHiddenValue(localize.current)
          : renderClientValue(client, field, localize.current)
      }</strong
    ></span
  >`;
}

/** The name, status and number of a client, what the session is and when it was; the PDF and the refresh button. */
export function renderHeader(session: Session, context: HeaderContext): TemplateResult {
  const { localize, copier, hidden, isStatusKnown, isRefreshing, keyOf, refresh } = context;
  const { id, client, status, documentType, createdAt } = session;
  const isNameHidden = hidden.has('firstName') || hidden.has('lastName');
  const name = isNameHidden ? '' : [client.firstName, client.lastName].filter(Boolean).join(' ');
  const pdfKey = keyOf('pdf');
  const idLabel = localize.term('details.sessionId');
  return html`<header class="header" part="header">
    <div class="headline">
      <h2
        class="name"
        id="name"
        tabindex="-1"
        aria-describedby=${isStatusKnown ? nothing : 'status'}
      >
        <bdi>${name || localize.term('details.label')}</bdi>
      </h2>
      <span id="status">${renderStatus(status, localize)}</span>
      ${context.due}
    </div>
    <div class="tools">
      ${
        allowsAction(status, 'download-pdf')
          ? html`<kv-download-pdf
              .session=${session}
              .shortcut=${pdfKey === nothing ? '' : pdfKey}
            ></kv-download-pdf>`
          : nothing
      }
      <button
        class="button icon"
        type="button"
        aria-label=${localize.term('refresh')}
        title=${localize.term('refresh')}
        aria-keyshortcuts=${keyOf('refresh')}
        aria-disabled=${isRefreshing}
        @click=${refresh}
      >
        ${icon('refresh')}
      </button>
    </div>
    <p class="meta">
      ${renderNumber(session, context)}
      ${documentType ? html`<span>${documentTypeText(localize, documentType)}</span>` : nothing}
      <span>${renderInstant(createdAt, localize.current)}</span>
      <span class="session-id"
        ><span class="session-id-label">${idLabel}</span> <bdi class="number">${id}</bdi></span
      >
      ${renderCopyButton(idLabel, id, copier, localize.current)}
    </p>
  </header>`;
}
