import { css } from 'lit';

import { buttonStyles, fieldStyles, tagStyles } from '../../styles/controls.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { formStyles } from '../../styles/forms.js';
import { printStyles } from '../../styles/print.js';
import { staleStyles } from '../../styles/stale.js';
import { lookStyles } from '../../ui/charts/look.js';
import { noticeStyles } from '../../ui/notice.js';

export const styles = [
  detailTokens,
  buttonStyles,
  fieldStyles,
  formStyles,
  tagStyles,
  noticeStyles,
  staleStyles,
  lookStyles,
  printStyles,
  css`
    :host {
      position: relative;
      container-type: inline-size;
    }

    .dashboard,
    .content {
      display: grid;
      gap: var(--_space-4);
      min-inline-size: 0;
    }

    /* A fast answer dims nothing. */
    .content.waiting {
      opacity: 0.5;
      transition: opacity 150ms 250ms;
    }

    .head {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-3) var(--_space-6);
      align-items: start;
      justify-content: space-between;
    }

    .title {
      font-size: var(--_font-size-xl);
      font-weight: 650;
      line-height: 1.25;
    }

    .dates,
    .hint {
      margin: 0;
      color: var(--_color-text-muted);
    }

    .hint {
      font-size: var(--_font-size-s);
    }

    .choice {
      display: grid;
      gap: var(--_space-3);
      justify-items: end;
      min-inline-size: 0;
    }

    .ranges {
      display: flex;
      flex-wrap: wrap;
      gap: 2px;
      min-inline-size: 0;
      margin: 0;
      padding: 2px;
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-s);
      background: var(--_color-surface-sunken);
    }

    .range {
      position: relative;
      display: grid;
      flex: auto;
      place-items: center;
      min-block-size: 2.125rem;
      padding: var(--_space-1) var(--_space-3);
      border: 1px solid transparent;
      border-radius: calc(var(--_radius-s) - 2px);
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 600;
      text-align: center;
      cursor: pointer;
    }

    .range:hover {
      color: var(--_color-text);
    }

    .range input {
      position: absolute;
      inset: 0;
      margin: 0;
      opacity: 0;
      cursor: pointer;
    }

    .range:has(:checked) {
      border-color: var(--_color-border);
      background: var(--_color-surface-raised);
      color: var(--_color-accent-text);
    }

    .range:has(:focus-visible) {
      outline: 2px solid var(--_color-focus);
      outline-offset: 2px;
    }

    .days {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 10rem));
      gap: var(--_space-1) var(--_space-3);
    }

    .day {
      display: grid;
      gap: var(--_space-1);
      font-size: var(--_font-size-s);
    }

    .day .field {
      min-inline-size: 0;
      font-size: var(--_font-size);
    }

    .days :is(.hint, .problem) {
      grid-column: 1 / -1;
    }

    .problem {
      margin: 0;
      color: var(--_color-danger);
      font-size: var(--_font-size-s);
    }

    .figures {
      display: grid;
      gap: var(--_space-4);
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .figure {
      display: grid;
      gap: var(--_space-1);
      align-content: start;
      justify-items: start;
      min-inline-size: 0;
      min-block-size: 9rem;
      padding: var(--_space-4);
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      background: var(--_color-surface-raised);
      overflow-wrap: anywhere;
    }

    .figure-name {
      color: var(--_color-text-muted);
      font-weight: 600;
    }

    .figure-value {
      font-size: 2rem;
      font-weight: 650;
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.01em;
      line-height: 1.2;
    }

    .change {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-1) var(--_space-2);
      align-items: center;
      font-size: var(--_font-size-s);
    }

    .figure-meaning {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }

    .link {
      padding: 0;
      border: 0;
      border-radius: var(--_radius-s);
      background: none;
      color: var(--_color-accent-text);
      font: inherit;
      font-size: var(--_font-size-s);
      font-weight: 600;
      text-align: inherit;
      text-decoration: underline;
      text-underline-offset: 0.2em;
      cursor: pointer;
    }

    .charts {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-4);
    }

    .skeleton {
      min-block-size: 22rem;
      border-color: transparent;
      border-radius: var(--_radius-m);
      background: var(--_color-surface-sunken);
    }

    .figure.skeleton {
      min-block-size: 9rem;
    }

    @container (inline-size >= 32rem) {
      .figures {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
    }

    @container (inline-size >= 44rem) {
      .charts {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }

      :is(.outcomes, .deciders) {
        grid-column: span 2;
      }
    }

    @container (inline-size >= 60rem) {
      .figures {
        grid-template-columns: repeat(4, minmax(0, 1fr));
      }
    }

    @container (inline-size >= 68rem) {
      .charts {
        grid-template-columns: repeat(3, minmax(0, 1fr));
      }

      .deciders {
        grid-column: auto;
      }
    }

    @container (inline-size < 32rem) {
      .choice,
      .ranges {
        inline-size: 100%;
        justify-items: stretch;
      }
    }

    @media (forced-colors: active) {
      .range:has(:checked) {
        border-color: Highlight;
        color: Highlight;
      }
    }

    @media print {
      .choice {
        display: none;
      }

      .figure {
        break-inside: avoid;
      }
    }
  `,
];
