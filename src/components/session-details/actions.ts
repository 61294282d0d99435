import { html, nothing, type TemplateResult } from 'lit';

import type { ShortcutAction } from '../../controllers/hotkeys.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { PartController } from '../../controllers/part.js';
import { allowsAction } from '../../model/permissions.js';
import type { Session } from '../../model/session.js';
import { editIcon } from '../../ui/drawings.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import { renderPartFailure } from '../../ui/part.js';
import type { ClaimPanel } from './claim.js';
import type { DialogName } from './on-request.js';

export interface ActionsContext {
  readonly localize: LocalizeController;
  /** Whether the adapter and the user's role allow decisions. */
  readonly mayDecide: boolean;
  /** Whether they allow edits, and no value is hidden. */
  readonly mayEdit: boolean;
  /** The value of `aria-keyshortcuts`. */
  readonly keyOf: (action: ShortcutAction) => string | typeof nothing;
  /** Who has the session; `undefined` if sessions cannot be claimed. */
  readonly claims: ClaimPanel | undefined;
  /** The part with the dialogs. */
  readonly part: PartController<typeof import('./on-request.js')>;
  /** What the user has requested last, if it is a dialog. */
  readonly requested: DialogName | undefined;
  readonly open: (event: Event, name: DialogName) => void;
}

/** The bar with the buttons, or the reason why there are none. */
export function renderActions(session: Session, context: ActionsContext): TemplateResult {
  const { localize, mayDecide, mayEdit, part, requested } = context;
  const isOpen = allowsAction(session.status, 'verify');
  const isDecided = session.decision !== null;
  const look = isOpen && mayDecide ? 'open' : isOpen || isDecided ? '' : 'bare';
  const explain = (key: 'details.readOnly' | 'details.noDecide'): TemplateResult =>
    html`<p class="explanation">${icon('lock')}<span>${localize.term(key)}</span></p>`;
  return html`<div class="actions ${look}" part="actions">
    ${requested ? renderPartFailure([part], localize) : nothing}
    ${isDecided ? explain('details.readOnly') : nothing}
    ${isOpen && !mayDecide ? explain('details.noDecide') : nothing}
    ${isOpen && mayDecide ? context.claims?.render() : nothing}
    <slot name="actions"></slot>
    ${mayEdit && allowsAction(session.status, 'edit-client') ? renderEditButton(context) : nothing}
    ${isOpen && mayDecide && !context.claims?.obstacle ? renderDecisionButtons(context) : nothing}
  </div>`;
}

/** A button that opens a dialog. It is busy while the dialog that it has requested is loading. */
const renderButton = (
  name: DialogName,
  className: string,
  content: TemplateResult,
  { keyOf, part, requested, open }: ActionsContext,
  title?: string,
): TemplateResult =>
  html`<button
    class="button ${className}"
    type="button"
    title=${title ?? nothing}
    aria-haspopup="dialog"
    aria-busy=${part.isAwaited && name === requested ? 'true' : nothing}
    aria-keyshortcuts=${keyOf(name)}
    @click=${(event: Event) => open(event, name)}
  >
    ${content}
  </button>`;

const renderEditButton = (context: ActionsContext): TemplateResult => {
  const label = context.localize.term('edit.title');
  const content = html`${renderDrawing(editIcon)}<span class="edit-label">${label}</span>`;
  return renderButton('edit', 'edit', content, context, label);
};

const renderDecisionButtons = (context: ActionsContext): TemplateResult => {
  const { localize } = context;
  const reject = html`${icon('close')}${localize.term('decision.reject')}`;
  const verify = html`${icon('check')}${localize.term('decision.verify')}`;
  return html`${renderButton('reject', 'reject', reject, context)}
  ${renderButton('verify', 'primary', verify, context)}`;
};
