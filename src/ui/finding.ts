import { css, html, type TemplateResult } from 'lit';

import type { Localizer } from '../i18n/localizer.js';
import { icon } from './icon.js';

type Tone = 'good' | 'bad' | 'open';

const toneOf = (passed: boolean | null): Tone =>
  passed === null ? 'open' : passed ? 'good' : 'bad';

const toneIcons = { good: 'check', bad: 'close', open: 'more' } as const;

/** The result of a check, as text or a link with an icon. `null` means not checked. */
export function renderFinding(
  passed: boolean | null,
  content: string | TemplateResult,
): TemplateResult {
  const tone = toneOf(passed);
  return html`<span class="finding ${tone}">
    <span class="finding-icon">${icon(toneIcons[tone])}</span>${content}
  </span>`;
}

/** Yes or No; `absent` for `null`. */
export function renderYesNo(
  passed: boolean | null,
  localizer: Localizer,
  absent: 'notChecked' | 'unknown' = 'notChecked',
): TemplateResult {
  const word = passed === null ? absent : passed ? 'yes' : 'no';
  return renderFinding(passed, localizer.term(word));
}

export const findingStyles = css`
  .findings {
    display: grid;
    gap: var(--_space-1);
  }

  .findings.inline {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-3);
  }

  .finding {
    display: inline-flex;
    align-items: start;
    gap: var(--_space-2);
  }

  .finding-icon {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin-block-start: 0.125rem;
    border-radius: 50%;
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
    font-size: 0.6875rem;
  }

  .finding.good .finding-icon {
    background: var(--_color-success-soft);
    color: var(--_color-success);
  }

  .finding.bad {
    color: var(--_color-danger);
  }

  .finding.bad .finding-icon {
    background: var(--_color-danger-soft);
    color: var(--_color-danger);
  }
`;
