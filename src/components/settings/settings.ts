import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { withElements, type ElementPart } from '../../controllers/element-part.js';
import { PartController } from '../../controllers/part.js';
import { SettingsController } from '../../controllers/settings/settings.js';
import { settingsTexts } from '../../i18n/en.settings.js';
import { isMaster } from '../../model/permissions.js';
import { absentWhenEmpty, choose } from '../../ui/choice.js';
import { property, state } from '../../ui/decorators.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderLate } from '../../ui/late-content.js';
import { renderAbsent, renderError, renderNotice } from '../../ui/notice.js';
import { ConfirmController } from '../../ui/settings/confirm.js';
import { leavingQuestion } from '../../ui/settings/leaving.js';
import { sectionsOf, type SectionEntry } from './sections.js';
import { styles } from './settings.styles.js';

const headingLevels = [1, 2, 3, 4, 5, 6];

/**
 * Contains every section of the settings that the adapter has, with a navigation among them. Each
 * section loads when it is first shown. Unsaved changes stay while the user moves between sections, and
 * the navigation marks the sections that have some.
 *
 * A host page with a router listens to `kv-settings-section-change`, sets `section`, and calls
 * `confirmLeave()` before it shows another page.
 * @summary The settings of the company, for master users.
 * @tagname kv-settings
 * @example
 * ```html
 * <kv-review-provider endpoint="/kv">
 *   <kv-settings section="awaiting"></kv-settings>
 * </kv-review-provider>
 * ```
 * @fires kv-settings-section-change - Cancelable: the user has chosen a section. Cancel it to navigate in the host page instead.
 * @fires kv-settings-change - The set of sections with unsaved changes has changed.
 * @fires kv-settings-save-complete - The backend has confirmed a change.
 * @fires kv-settings-leave - Cancelable: the user leaves with unsaved changes. Cancel it to ask the user in another way.
 * @fires kv-session-open - A session of a preview was activated.
 * @fires kv-error - A request failed.
 * @csspart navigation - The list of sections.
 * @csspart page - The section that is shown.
 * @csspart notice - An error, shown instead of the settings.
 */
export class KvSettings extends KvElement {
  static override styles = [...KvElement.styles, ...styles];
  static override readonly texts = settingsTexts;

  readonly #settings = new SettingsController(this, {
    ...this.providerLinks,
    onUnsaved: (sections) => this.emit('kv-settings-change', { sections }),
    onLeave: (sections) => this.emit('kv-settings-leave', { sections }, { cancelable: true }),
  });
  readonly #confirm = new ConfirmController(this, this.localize);

  /** The section that is shown: `awaiting`, `countries`, `session` and so on. Default: the first. */
  @property({ reflect: true, converter: absentWhenEmpty }) section = '';

  /** The level of the headings of sections, 1 to 6. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;

  readonly #parts = new Map<string, PartController<ElementPart>>();

  @state() private announcement = '';

  protected override willUpdate(): void {
    choose(this, 'headingLevel', 2, headingLevels);
    const entry = this.#current;
    if (entry) this.#partOf(entry).require();
  }

  /**
   * Asks the user before the page is left, for routers. With unsaved changes it sends
   * `kv-settings-leave`. Unless a listener cancels that, it asks whether to discard them.
   * @returns whether the page may be left
   */
  async confirmLeave(): Promise<boolean> {
    return this.#settings.confirmLeave((sections) =>
      this.#confirm.ask(leavingQuestion(sections, this.localize)),
    );
  }

  protected override render(): unknown {
    const { connection, localize, workspace } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    if (!workspace) {
      return html`<p class="loading" role="status" aria-busy="true">
        ${localize.term('loading')}
      </p>`;
    }
    if (!isMaster(workspace.actor.role)) {
      return renderNotice({
        icon: 'lock',
        title: localize.term('settings.forbidden'),
        hint: localize.term('error.forbiddenHint'),
      });
    }
    const entry = this.#current;
    return entry
      ? this.#renderSettings(entry)
      : renderNotice({
          icon: 'info',
          title: localize.term('settings.unsupported'),
          hint: localize.term('error.unsupportedHint'),
        });
  }

  #renderSettings(current: SectionEntry): TemplateResult {
    const { localize } = this;
    const part = this.#partOf(current);
    return html`<div class="settings">
        ${this.#entries.length > 1 ? this.#renderNavigation(current) : nothing}
        <div
          class="page"
          part="page"
          aria-busy=${part.module ? nothing : 'true'}
          @kv-settings-change=${this.#onInnerChange}
        >
          ${renderLate(part, localize, () => current.render(this.headingLevel))}
        </div>
      </div>
      ${this.#confirm.render()}
      <div class="visually-hidden" role="status">${this.announcement}</div>`;
  }

  /** A list beside the section. In a narrow container, a select above it. */
  #renderNavigation(current: SectionEntry): TemplateResult {
    const { localize } = this;
    return html`<nav
        class="navigation"
        part="navigation"
        aria-label=${localize.term('settings.navigation')}
      >
        <ul class="items">
          ${this.#entries.map(
            (entry) =>
              html`<li>
                <button
                  class="item"
                  type="button"
                  aria-current=${entry === current ? 'page' : nothing}
                  @click=${() => this.#show(entry)}
                >
                  <span class="item-title">${localize.term(entry.title)}</span>
                  ${
                    this.#isChanged(entry)
                      ? html`<span class="dot"></span
                          ><span class="visually-hidden"
                            >${localize.term('settings.changed')}</span
                          >`
                      : nothing
                  }
                </button>
              </li>`,
          )}
        </ul>
      </nav>
      <label class="chooser">
        <span class="label">${localize.term('settings.navigation')}</span>
        <select class="field" .value=${live(current.name)} @change=${this.#onChoose}>
          ${this.#entries.map((entry) => {
            const title = localize.term(entry.title);
            return html`<option value=${entry.name} ?selected=${entry === current}>
              ${this.#isChanged(entry) ? `${title} – ${localize.term('settings.changed')}` : title}
            </option>`;
          })}
        </select>
      </label>`;
  }

  get #entries(): readonly SectionEntry[] {
    const { workspace } = this;
    return workspace && isMaster(workspace.actor.role) ? sectionsOf(workspace) : [];
  }

  /** The chosen section, or the first one. */
  get #current(): SectionEntry | undefined {
    const entries = this.#entries;
    return entries.find(({ name }) => name === this.section) ?? entries[0];
  }

  #isChanged({ name }: SectionEntry): boolean {
    return this.#settings.store?.changedSections.some((section) => section === name) ?? false;
  }

  #partOf({ name, load }: SectionEntry): PartController<ElementPart> {
    let part = this.#parts.get(name);
    if (!part) {
      const loadPart = async (): Promise<ElementPart> => ({ styles: [], elements: await load() });
      part = new PartController(this, this.localize, withElements(this, loadPart));
      this.#parts.set(name, part);
    }
    return part;
  }

  #show({ name, title }: SectionEntry): void {
    if (name === this.#current?.name) return;
    if (!this.emit('kv-settings-section-change', { section: name }, { cancelable: true })) return;
    this.section = name;
    this.announcement = this.localize.term(title);
  }

  readonly #onChoose = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    const entry = this.#entries.find(({ name }) => name === select.value);
    if (entry) this.#show(entry);
    // The host page may have prevented it.
    this.requestUpdate();
  };

  /** This element announces the changes of all sections, those that are not shown included. */
  readonly #onInnerChange = (event: Event): void => event.stopPropagation();
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-settings': KvSettings;
  }
}
