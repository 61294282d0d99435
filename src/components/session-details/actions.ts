import { html, nothing, type TemplateResult } from 'lit';

import type { ShortcutAction } from '../../controllers/hotkeys.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { allowsAction } from '../../model/permissions.js';
import type { Session } from '../../model/session.js';
import { editIcon } from '../../ui/drawings.js';
import { icon, renderDrawing } from '../../ui/icon.js';

export interface ActionsContext {
  readonly localize: LocalizeController;
  /** Whether the adapter and the user's role allow decisions. */
  readonly mayDecide: boolean;
  /** Whether they allow edits, and no value is hidden. */
  readonly mayEdit: boolean;
  readonly edit: (event: Event) => void;
  /** The value of `aria-keyshortcuts`. */
  readonly keyOf: (action: ShortcutAction) => string | typeof nothing;
  readonly verify: (event: Event) => void;
  readonly reject: (event: Event) => void;
}

/** The bar with the buttons, or the reason why there are none. */
export function renderActions(session: Session, context: ActionsContext): TemplateResult {
  const { localize, mayDecide, mayEdit } = context;
  const isOpen = allowsAction(session.status, 'verify');
  const isDecided = session.decision !== null;
  const look = isOpen && mayDecide ? 'open' : isOpen || isDecided ? '' : 'bare';
  const explain = (key: 'details.readOnly' | 'details.noDecide'): TemplateResult =>
    html`<p class="explanation">${icon('lock')}<span>${localize.term(key)}</span></p>`;
  return html`<div class="actions ${look}" part="actions">
    ${isDecided ? explain('details.readOnly') : nothing}
    ${isOpen && !mayDecide ? explain('details.noDecide') : nothing}
    <slot name="actions"></slot>
    ${mayEdit && allowsAction(session.status, 'edit-client') ? renderEditButton(context) : nothing}
    ${isOpen && mayDecide ? renderDecisionButtons(context) : nothing}
  </div>`;
}

const renderEditButton = ({ localize, keyOf, edit }: ActionsContext): TemplateResult => {
  const label = localize.term('edit.title');
  return html`<button
    class="button edit"
    type="button"
    title=${label}
    aria-haspopup="dialog"
    aria-keyshortcuts=${keyOf('edit')}
    @click=${edit}
  >
    ${renderDrawing(editIcon)}<span class="edit-label">${label}</span>
  </button>`;
};

const renderDecisionButtons = ({
  localize,
  keyOf,
  verify,
  reject,
}: ActionsContext): TemplateResult =>
  html`<button
      class="button reject"
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts=${keyOf('reject')}
      @click=${reject}
    >
      ${icon('close')}${localize.term('decision.reject')}
    </button>
    <button
      class="button primary"
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts=${keyOf('verify')}
      @click=${verify}
    >
      ${icon('check')}${localize.term('decision.verify')}
    </button>`;
