import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import {
  completeShortcuts,
  type ShortcutAction,
  type Shortcuts,
} from '../../controllers/hotkeys.js';
import { consoleTexts } from '../../i18n/en.console.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { shortcutTexts } from '../../i18n/en.shortcuts.js';
import { viewerTexts } from '../../i18n/en.viewer.js';
import { property, query } from '../../ui/decorators.js';
import { renderDialogHeader } from '../../ui/dialog-header.js';
import { keyboardIcon } from '../../ui/drawings.js';
import { renderDrawing } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { isStillClosed, showModal } from '../../ui/modal.js';
import { toolKeys, type ToolName } from '../photo-viewer/tool-keys.js';
import { styles } from './shortcut-help.styles.js';

/** The actions whose keys a host may change. */
const groups = [
  { title: 'shortcuts.list', actions: ['nextRow', 'previousRow', 'open', 'search'] },
  {
    title: 'shortcuts.session',
    actions: [
      'verify',
      'reject',
      'edit',
      'compare',
      'zone',
      'timeline',
      'pdf',
      'claim',
      'release',
      'back',
    ],
  },
  { title: 'shortcuts.everywhere', actions: ['nextSession', 'refresh', 'help'] },
] as const satisfies readonly { title: string; actions: readonly ShortcutAction[] }[];

type GroupTitle = (typeof groups)[number]['title'] | 'shortcuts.dialog' | 'shortcuts.viewer';

const toolNames = Object.keys(toolKeys) as ToolName[];

/**
 * Lists the keys, and lets the user switch the single-key shortcuts off (WCAG 2.2, 2.1.4) and choose
 * whether the next session opens after each decision.
 * @summary The overlay of keyboard shortcuts.
 * @tagname kv-shortcut-help
 * @example
 * ```html
 * <kv-shortcut-help></kv-shortcut-help>
 * <script type="module">
 *   document.querySelector('kv-shortcut-help').show();
 * </script>
 * ```
 * @fires kv-shortcuts-change - The user has switched shortcuts on or off.
 * @fires kv-auto-advance-change - The user has chosen whether the next session opens after each decision.
 * @fires kv-dialog-close - The overlay was closed. Does not bubble.
 * @csspart dialog - The dialog.
 */
export class KvShortcutHelp extends KvElement {
  static override styles = [...KvElement.styles, ...styles];
  static override readonly texts = {
    ...consoleTexts,
    ...detailsTexts,
    ...viewerTexts,
    ...shortcutTexts,
  };

  /** Keys that replace the default ones. An empty string removes a key. */
  @property({ attribute: false }) shortcuts: Partial<Shortcuts> = {};

  /** Whether shortcuts are switched off. */
  @property({ type: Boolean, reflect: true }) off = false;

  /** Whether the next session opens after each decision. */
  @property({ type: Boolean, attribute: 'auto-advance', reflect: true }) autoAdvance = false;

  /** Whether the overlay is shown. */
  @property({ type: Boolean, reflect: true }) open = false;

  @query('dialog') private dialog?: HTMLDialogElement;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.open = false;
    this.dialog?.close();
  }

  protected override updated(): void {
    showModal(this.dialog, this.open);
  }

  /** Opens the overlay. */
  show(): void {
    this.open = true;
  }

  /** Closes the overlay. The browser returns the focus to where it was. */
  close(): void {
    this.open = false;
  }

  protected override render() {
    return html`<dialog
      class="dialog"
      part="dialog"
      aria-labelledby="title"
      closedby="any"
      @cancel=${this.#dismiss}
      @close=${this.#onClose}
    >
      ${this.open ? this.#renderContent() : nothing}
    </dialog>`;
  }

  #renderContent(): TemplateResult {
    const { localize } = this;
    const header = {
      icon: html`<span class="title-icon">${renderDrawing(keyboardIcon)}</span>`,
      title: localize.term('shortcuts.title'),
      close: this.#dismiss,
    };
    return html`<div class="form">
      ${renderDialogHeader(header, localize)}
      <div class="form-body" tabindex="0" role="group" aria-labelledby="title">
        <div>
          ${this.#renderSwitch('shortcuts.use', !this.off, this.#onSwitch)}
          <p class="hint">${localize.term('shortcuts.hint')}</p>
          ${this.#renderSwitch('console.autoAdvance', this.autoAdvance, this.#onAutoAdvance)}
        </div>
        <div class="groups ${this.off ? 'off' : ''}">
          ${groups.map(({ title, actions }) => this.#renderGroup(title, this.#renderActions(actions)))}
          ${this.#renderGroup('shortcuts.dialog', this.#renderDialogKeys(), 'always')}
          ${this.#renderGroup('shortcuts.viewer', this.#renderTools(), 'always')}
        </div>
      </div>
    </div>`;
  }

  #renderSwitch(
    label: 'shortcuts.use' | 'console.autoAdvance',
    isOn: boolean,
    onChange: (event: Event) => void,
  ): TemplateResult {
    return html`<label class="switch">
      <input type="checkbox" .checked=${live(isOn)} @change=${onChange} />
      ${this.localize.term(label)}
    </label>`;
  }

  /** `always`: the keys work while shortcuts are off, too. */
  #renderGroup(
    title: GroupTitle,
    entries: readonly TemplateResult[],
    extent: 'always' | '' = '',
  ): TemplateResult {
    return html`<section class=${extent}>
      <h3 class="group-title">${this.localize.term(title)}</h3>
      <dl class="keys">${entries}</dl>
    </section>`;
  }

  #renderActions(actions: readonly ShortcutAction[]): TemplateResult[] {
    const shortcuts = completeShortcuts(this.shortcuts);
    return actions.map((action) =>
      this.#renderEntry(this.localize.term(`shortcut.${action}`), shortcuts[action]),
    );
  }

  #renderDialogKeys(): TemplateResult[] {
    const { localize, off } = this;
    const digits = [
      this.#renderEntry(localize.term('shortcut.choose'), '1–9'),
      this.#renderEntry(localize.term('shortcut.groups'), '0'),
    ];
    const submit = this.#renderEntry(localize.term('shortcut.submit'), 'Ctrl', 'Enter');
    return off ? [submit] : [...digits, submit];
  }

  #renderTools(): TemplateResult[] {
    return toolNames.map((name) => {
      const [key] = toolKeys[name];
      const isShifted = /^[A-Z]$/.test(key);
      const keys = isShifted ? ['Shift', key.toLowerCase()] : [key];
      return this.#renderEntry(this.localize.term(`viewer.${name}`), ...keys);
    });
  }

  #renderEntry(label: string, ...keys: readonly string[]): TemplateResult {
    return html`<div class="entry">
      <dt>${label}</dt>
      <dd>
        ${
          keys.includes('')
            ? this.localize.term('shortcuts.none')
            : keys.map((key, i) => html`${i > 0 ? ' + ' : ''}<kbd dir="ltr">${nameOf(key)}</kbd>`)
        }
      </dd>
    </div>`;
  }

  readonly #dismiss = (): void => this.close();

  readonly #onSwitch = (event: Event): void => {
    this.off = !(event.target as HTMLInputElement).checked;
    this.emit('kv-shortcuts-change', { enabled: !this.off });
  };

  readonly #onAutoAdvance = (event: Event): void => {
    this.autoAdvance = (event.target as HTMLInputElement).checked;
    this.emit('kv-auto-advance-change', { enabled: this.autoAdvance });
  };

  readonly #onClose = (event: Event): void => {
    if (isStillClosed(event)) this.open = false;
    this.emit('kv-dialog-close', { reason: 'cancel' }, { bubbles: false, composed: false });
  };
}

const nameOf = (key: string): string => (key === ' ' ? 'Space' : key);

declare global {
  interface HTMLElementTagNameMap {
    'kv-shortcut-help': KvShortcutHelp;
  }
}
