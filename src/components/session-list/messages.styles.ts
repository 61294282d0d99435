import { css, type CSSResult } from 'lit';

import { detailTokens } from '../../styles/detail-tokens.js';
import { staleStyles } from '../../styles/stale.js';

export const messageStyles: CSSResult[] = [
  detailTokens,
  staleStyles,
  css`
    .float {
      position: absolute;
      inset-inline: 0;
      z-index: 3;
      display: grid;
      justify-items: center;
      pointer-events: none;
    }

    .unseen {
      inset-block-start: 3.25rem;
    }

    .progress {
      inset-block-end: var(--_space-4);
    }

    .pill {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: 0 var(--_space-2);
      max-inline-size: calc(100% - 2rem);
      min-block-size: 2.25rem;
      padding: var(--_space-1) var(--_space-4);
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-pill);
      background: var(--_color-surface-raised);
      color: var(--_color-text);
      font: inherit;
      font-size: var(--_font-size-s);
      font-variant-numeric: tabular-nums;
      box-shadow: var(--_shadow-small);
      pointer-events: auto;
    }

    button.pill {
      border-color: var(--_color-accent);
      cursor: pointer;
    }

    button.pill:hover {
      background: var(--_color-accent-soft);
    }

    .pill strong {
      color: var(--_color-accent-text);
    }

    .end {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: var(--_space-2) var(--_space-3);
      padding: var(--_space-3);
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }

    .end.danger {
      color: var(--_color-danger);
    }

    .stale {
      font-size: var(--_font-size-s);
    }

    .stale > span {
      flex: 1 1 12rem;
    }

    .stale .button {
      min-block-size: 2rem;
    }

    @media (forced-colors: active) {
      .stale {
        border: 1px solid CanvasText;
      }
    }
  `,
];
