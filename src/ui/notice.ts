import { css, html, nothing, type TemplateResult } from 'lit';

import type { ReviewError } from '../api/errors.js';
import type { LocalizeController } from '../controllers/localize.js';
import { icon, type IconName } from './icon.js';

export interface Notice {
  icon: IconName;
  title: string;
  hint?: string;
  /** A button below the text. */
  action?: { label: string; run: () => void };
  tone?: 'danger' | 'muted';
  /** Its element announces it in another way. */
  isSilent?: boolean;
}

/**
 * Takes the place of content: an empty state, an error, or another state that needs an explanation.
 */
export function renderNotice(notice: Notice): TemplateResult {
  const { tone = 'muted', title, hint, action } = notice;
  return html`<div
    class="notice ${tone}"
    part="notice"
    role=${notice.isSilent ? nothing : tone === 'danger' ? 'alert' : 'status'}
  >
    <span class="notice-icon">${icon(notice.icon)}</span>
    <p class="notice-title">${title}</p>
    ${hint ? html`<p class="notice-hint">${hint}</p>` : nothing}
    ${
      action
        ? html`<button class="button" type="button" @click=${action.run}>${action.label}</button>`
        : nothing
    }
  </div>`;
}

/** Explains an error by its code, and what to do next. */
export function renderError(
  error: ReviewError,
  localize: LocalizeController,
  retry?: () => void,
): TemplateResult {
  const isOffline = !navigator.onLine && error.retryable;
  const code = isOffline ? 'offline' : error.code;
  return renderNotice({
    icon: error.code === 'unauthenticated' || error.code === 'forbidden' ? 'lock' : 'warning',
    tone: 'danger',
    title: localize.term(`error.${code}`),
    hint: localize.term(`error.${code}Hint`),
    ...(retry && error.code !== 'forbidden'
      ? { action: { label: localize.term('retry'), run: retry } }
      : {}),
  });
}

/** States in one line that something failed, beside content that stays, with a button that retries. */
export const renderFailure = (
  className: string,
  text: string,
  localize: LocalizeController,
  retry: () => void,
): TemplateResult =>
  html`<div class=${className} role="alert">
    ${icon('warning')}<span>${text}</span>
    <button class="button" type="button" @click=${retry}>${localize.term('retry')}</button>
  </div>`;

/** Shown by an element outside a provider. */
export function renderAbsent(localize: LocalizeController): TemplateResult {
  return renderNotice({
    icon: 'warning',
    title: localize.term('error.noProvider'),
    hint: localize.term('error.noProviderHint'),
  });
}

export const noticeStyles = css`
  .notice {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: var(--_space-2);
    padding: var(--_space-6) var(--_space-4);
    text-align: center;
    overflow-wrap: anywhere;
  }

  .notice p {
    margin: 0;
    max-inline-size: 34rem;
  }

  .notice-icon {
    display: grid;
    place-items: center;
    inline-size: 3.25rem;
    block-size: 3.25rem;
    border-radius: 50%;
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
    font-size: 1.25rem;
  }

  .notice.danger .notice-icon {
    background: var(--_color-danger-soft);
    color: var(--_color-danger);
  }

  .notice-title {
    font-size: var(--_font-size-l);
    font-weight: 600;
  }

  .notice-hint {
    color: var(--_color-text-muted);
  }

  .notice .button {
    margin-block-start: var(--_space-2);
  }
`;
