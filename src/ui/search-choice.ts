import { css, html, nothing, type LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { icon } from './icon.js';

/** One of many values, found by what it is called. */
export interface SearchOption {
  readonly value: string;
  readonly label: string;
  /** Also searched, such as a code. Shown after the label. */
  readonly code?: string;
  /** Shown after the label, and not searched. Called for options in view only. */
  readonly note?: () => string;
}

export interface SearchChoiceOptions {
  /** The id of the field. */
  readonly id: string;
  /** Those that may match the text; the choice filters them. */
  readonly options: (text: string) => readonly SearchOption[];
  readonly choose: (value: string) => void;
}

export interface SearchChoiceView {
  /** The name of the field. */
  readonly label: string;
  /** The label of the chosen option; empty without one. */
  readonly chosen: string;
  readonly describedBy: string;
  readonly isInvalid: boolean;
  /** Shown in the list when nothing matches. */
  readonly none: string;
  /** Shown in the list below the first matches. */
  readonly more: string;
}

/** As many options as somebody reads before typing another letter. */
const maxShown = 60;

/** Without case and diacritics. */
const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

/**
 * A choice among many values by typing (WAI-ARIA Authoring Practices, Combobox, "List Autocomplete with
 * Manual Selection"). What was typed and not chosen is dropped when the field is left.
 */
export class SearchChoice {
  readonly #host: LitElement;
  readonly #options: SearchChoiceOptions;
  /** What was typed; `undefined` while the list is closed. */
  #text: string | undefined;
  #active = -1;

  constructor(host: LitElement, options: SearchChoiceOptions) {
    this.#host = host;
    this.#options = options;
  }

  render({ label, chosen, describedBy, isInvalid, none, more }: SearchChoiceView): TemplateResult {
    const { id } = this.#options;
    const isOpen = this.#text !== undefined;
    const matches = isOpen ? this.#matches : [];
    const shown = matches.slice(0, maxShown);
    const active = shown[this.#active];
    return html`<div class="search-choice">
      <input
        class="field"
        id=${id}
        type="text"
        role="combobox"
        aria-label=${label}
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        aria-autocomplete="list"
        aria-expanded=${isOpen}
        aria-controls="${id}-list"
        aria-activedescendant=${active ? `${id}-${active.value}` : nothing}
        aria-describedby=${describedBy}
        aria-invalid=${isInvalid}
        .value=${live(this.#text ?? chosen)}
        @input=${this.#onInput}
        @keydown=${this.#onKeydown}
        @focus=${selectText}
        @click=${this.#onClick}
        @blur=${this.#close}
      />
      ${icon('search')}
      <ul
        class="search-list"
        id="${id}-list"
        role="listbox"
        ?hidden=${!isOpen}
        aria-label=${label}
        @mousedown=${this.#onListPress}
      >
        ${shown.map((option) => this.#renderOption(option, option === active))}
        ${
          isOpen && (shown.length === 0 || matches.length > maxShown)
            ? html`<li class="search-note" role="option" aria-disabled="true" aria-selected="false">
                ${shown.length === 0 ? none : more}
              </li>`
            : nothing
        }
      </ul>
    </div>`;
  }

  #renderOption({ value, label, code, note }: SearchOption, isActive: boolean): TemplateResult {
    return html`<li
      class="search-option"
      id="${this.#options.id}-${value}"
      role="option"
      aria-selected=${isActive}
      data-value=${value}
    >
      <bdi>${label}</bdi>
      ${code ? html`<bdi class="search-code">${code}</bdi>` : nothing}
      ${note ? html`<span class="search-code">${note()}</span>` : nothing}
    </li>`;
  }

  /** Those that begin with the text first, then those with a word that does, then all others. */
  get #matches(): readonly SearchOption[] {
    const text = fold(this.#text ?? '');
    const options = this.#options.options(this.#text?.trim() ?? '');
    if (text === '') return options;
    const ranked = options.flatMap((option) => {
      const label = fold(option.label);
      const code = fold(option.code ?? '');
      if (code === text) return { option, rank: 0 };
      if (label.startsWith(text)) return { option, rank: 1 };
      if (code.startsWith(text)) return { option, rank: 2 };
      const place = label.indexOf(text);
      if (place < 0) return [];
      return { option, rank: /[\s/_(-]/.test(label.charAt(place - 1)) ? 3 : 4 };
    });
    return ranked.sort((a, b) => a.rank - b.rank).map(({ option }) => option);
  }

  #set(text: string | undefined, active: number): void {
    const isOpening = this.#text === undefined && text !== undefined;
    this.#text = text;
    this.#active = active;
    this.#host.requestUpdate();
    if (isOpening) this.#reveal(`#${CSS.escape(this.#options.id)}-list`);
    if (active >= 0) this.#reveal('.search-option[aria-selected="true"]');
  }

  #reveal(selector: string): void {
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector(selector)?.scrollIntoView({ block: 'nearest' }),
    );
  }

  #move(step: number): void {
    const count = Math.min(this.#matches.length, maxShown);
    if (count === 0) return;
    const from = this.#active < 0 && step < 0 ? 0 : this.#active;
    this.#set(this.#text ?? '', (from + step + count) % count);
  }

  #choose(value: string): void {
    this.#set(undefined, -1);
    this.#options.choose(value);
  }

  readonly #close = (): void => this.#set(undefined, -1);

  readonly #onInput = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    this.#set(value, value.trim() === '' ? -1 : 0);
  };

  readonly #onClick = (event: Event): void => {
    if (this.#text !== undefined) return;
    selectText(event);
    this.#set('', -1);
  };

  /** A press on the list must not take the focus from the field. */
  readonly #onListPress = (event: MouseEvent): void => {
    event.preventDefault();
    const { target } = event;
    if (event.button !== 0) return;
    const option = target instanceof Element && target.closest<HTMLElement>('.search-option');
    const value = option ? option.dataset['value'] : undefined;
    if (value !== undefined) this.#choose(value);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const isOpen = this.#text !== undefined;
    switch (event.key) {
      case 'ArrowDown':
        this.#move(1);
        break;
      case 'ArrowUp':
        this.#move(-1);
        break;
      case 'Enter': {
        const option = isOpen ? this.#matches[this.#active] : undefined;
        if (option) this.#choose(option.value);
        break;
      }
      case 'Escape':
        if (!isOpen) return;
        this.#close();
        break;
      default:
        return;
    }
    event.preventDefault();
  };
}

/** What is typed replaces what was chosen. */
const selectText = (event: Event): void => (event.target as HTMLInputElement).select();

export const searchChoiceStyles = css`
  .search-choice {
    position: relative;
    min-inline-size: 0;
  }

  /* The text has its own direction. The field has that of the layout, for its icon. */
  .search-choice > .field {
    padding-inline-end: 2.5rem;
    unicode-bidi: plaintext;
  }

  .search-choice > .icon {
    position: absolute;
    inset-block-start: calc(var(--_control-height) / 2);
    inset-inline-end: var(--_space-3);
    translate: 0 -50%;
    color: var(--_color-text-muted);
    pointer-events: none;
  }

  .search-list {
    position: absolute;
    z-index: 2;
    inset-inline: 0;
    inset-block-start: calc(100% + 0.25rem);
    max-block-size: min(18rem, 50dvb);
    margin: 0;
    padding: var(--_space-1);
    border: 1px solid var(--_color-border-strong);
    border-radius: var(--_radius-s);
    background: var(--_color-surface-raised);
    box-shadow: var(--_shadow-small);
    list-style: none;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  .search-list[hidden] {
    display: none;
  }

  .search-option,
  .search-note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--_space-3);
    min-block-size: 2.5rem;
    padding: var(--_space-1) var(--_space-2);
    border-radius: var(--_radius-s);
    overflow-wrap: anywhere;
  }

  .search-option {
    cursor: pointer;
  }

  .search-option:hover {
    background: var(--_color-hover);
  }

  .search-option[aria-selected='true'] {
    background: var(--_color-accent-soft);
    outline: 2px solid var(--_color-accent);
    outline-offset: -2px;
  }

  .search-code,
  .search-note {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  @media (forced-colors: active) {
    .search-option[aria-selected='true'] {
      outline-color: Highlight;
    }
  }
`;
