import { css, html, nothing, type TemplateResult } from 'lit';

import type { ReviewError } from '../api/errors.js';
import type { LocalizeController } from '../controllers/localize.js';
import { icon } from './icon.js';

export interface ProblemText {
  /** A warning, if left out. */
  readonly tone?: 'danger' | 'muted';
  readonly title: string;
  readonly texts: readonly string[];
}

/** Why a change was not made, and why the session could not be read anew after it. */
export function renderProblem(
  { tone, title, texts }: ProblemText,
  readError: ReviewError | undefined,
  localize: LocalizeController,
): TemplateResult {
  return html`<div
    class=${tone ? `problem ${tone}` : 'problem'}
    role="group"
    tabindex="-1"
    aria-labelledby="problem-title"
    aria-describedby="problem-text"
  >
    ${icon(tone === 'muted' ? 'info' : 'warning')}
    <div class="problem-content">
      <p class="problem-title" id="problem-title">${title}</p>
      <div id="problem-text">${texts.map((text) => html`<p>${text}</p>`)}</div>
      ${readError ? html`<p role="alert">${localize.term(`error.${readError.code}`)}</p>` : nothing}
    </div>
  </div>`;
}

/** A message that has just come is read out by moving the focus to it. */
export class ProblemFocus {
  #shown: string | undefined;

  /** After every update; `mayFocus` is false where something else has the focus for good reason. */
  update(panel: HTMLElement | null | undefined, mayFocus: boolean): void {
    const text = panel?.textContent.replaceAll(/\s+/g, ' ');
    if (text !== this.#shown && mayFocus) panel?.focus();
    this.#shown = text;
  }

  /** The same message counts as new when it comes again. */
  forget(): void {
    this.#shown = undefined;
  }
}

export const problemStyles = css`
  .problem {
    display: flex;
    gap: var(--_space-3);
    padding: var(--_space-3) var(--_space-4);
    border: 1px solid color-mix(in srgb, var(--_color-warning) 30%, transparent);
    border-radius: var(--_radius-m);
    background: var(--_color-warning-soft);
    overflow-wrap: anywhere;
  }

  .problem > .icon {
    flex: none;
    margin-block-start: 0.125rem;
  }

  .problem-content,
  #problem-text {
    display: grid;
    gap: var(--_space-1);
    min-inline-size: 0;
  }

  .problem-title {
    font-weight: 600;
  }

  .problem > .icon,
  .problem-title {
    color: var(--_color-warning);
  }

  .problem.muted {
    border-color: var(--_color-border);
    background: var(--_color-surface-sunken);
  }

  .problem.muted > .icon,
  .problem.muted .problem-title {
    color: inherit;
  }

  .problem.danger {
    border-color: color-mix(in srgb, var(--_color-danger) 30%, transparent);
    background: var(--_color-danger-soft);
  }

  .problem.danger > .icon,
  .problem.danger .problem-title {
    color: var(--_color-danger);
  }
`;
