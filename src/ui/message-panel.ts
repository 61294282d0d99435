import { css, html, nothing, type TemplateResult } from 'lit';

import type { ReviewError } from '../api/errors.js';
import type { LocalizeController } from '../controllers/localize.js';
import { icon } from './icon.js';

export interface MessageText {
  /** A warning by default. */
  readonly tone?: 'danger' | 'muted';
  readonly title: string;
  readonly texts: readonly string[];
}

/** Shows why a change was not made, and why the session could not be reloaded after it. */
export function renderMessage(
  { tone, title, texts }: MessageText,
  reloadError: ReviewError | undefined,
  localize: LocalizeController,
): TemplateResult {
  return html`<div
    class=${tone ? `message ${tone}` : 'message'}
    role="group"
    tabindex="-1"
    aria-labelledby="message-title"
    aria-describedby="message-text"
  >
    ${icon(tone === 'muted' ? 'info' : 'warning')}
    <div class="message-content">
      <p class="message-title" id="message-title">${title}</p>
      <div class="message-texts" id="message-text">
        ${texts.map((text) => html`<p>${text}</p>`)}
      </div>
      ${reloadError ? html`<p role="alert">${localize.term(`error.${reloadError.code}`)}</p>` : nothing}
    </div>
  </div>`;
}

/**
 * Moves the focus to a new message, so that screen readers read it out. While the user types, the
 * focus stays in the field, and the element announces the message.
 */
export class MessageFocus {
  #text = '';
  #shown: string | undefined;
  #isTyping = false;

  /**
   * Call it before every render, with the text of the message.
   * @param isTyping whether the user types and has sent nothing
   * @returns the text to announce
   */
  prepare(text: string, isTyping: boolean): string | undefined {
    const isNew = text !== this.#text;
    this.#text = text;
    this.#isTyping = isTyping;
    return isNew && isTyping && text !== '' ? text : undefined;
  }

  /** Call it after every update; `mayFocus` is false while another part must keep the focus. */
  update(panel: HTMLElement | null | undefined, mayFocus: boolean): void {
    const text = panel?.textContent.replaceAll(/\s+/g, ' ');
    if (text !== this.#shown && mayFocus && !this.#isTyping) panel?.focus();
    this.#shown = text;
  }

  /** Treats the next message as new even if it is the same. */
  forget(): void {
    this.#shown = undefined;
  }
}

export const messageStyles = css`
  .message {
    display: flex;
    gap: var(--_space-3);
    padding: var(--_space-3) var(--_space-4);
    border: 1px solid color-mix(in srgb, var(--_color-warning) 30%, transparent);
    border-radius: var(--_radius-m);
    background: var(--_color-warning-soft);
    overflow-wrap: anywhere;
  }

  .message > .icon {
    margin-block-start: 0.125rem;
  }

  .message-content,
  .message-texts {
    display: grid;
    gap: var(--_space-1);
    min-inline-size: 0;
  }

  .message-title {
    font-weight: 600;
  }

  .message > .icon,
  .message-title {
    color: var(--_color-warning);
  }

  .message.muted {
    border-color: var(--_color-border);
    background: var(--_color-surface-sunken);
  }

  .message.muted > .icon,
  .message.muted .message-title {
    color: inherit;
  }

  .message.danger {
    border-color: color-mix(in srgb, var(--_color-danger) 30%, transparent);
    background: var(--_color-danger-soft);
  }

  .message.danger > .icon,
  .message.danger .message-title {
    color: var(--_color-danger);
  }
`;
