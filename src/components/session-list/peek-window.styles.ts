import { css, type CSSResult } from 'lit';

import { detailTokens } from '../../styles/detail-tokens.js';

export const styles: CSSResult[] = [
  detailTokens,
  css`
    .peek-window {
      position: fixed;
      inset: auto;
      max-inline-size: min(22rem, calc(100vw - 2rem));
      max-block-size: min(24rem, 80vh);
      margin: var(--_space-1);
      padding: var(--_space-3) var(--_space-4);
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      background: var(--_color-surface-raised);
      color: var(--_color-text);
      font-size: var(--_font-size-s);
      box-shadow: var(--_shadow);
      overflow: auto;
      overflow-wrap: anywhere;
    }

    .peek-window dl,
    .peek-window dd,
    .peek-window ul {
      margin: 0;
    }

    .peek-window ul {
      padding-inline-start: 1.125rem;
    }

    .peek-window dl {
      display: grid;
      gap: var(--_space-2);
    }

    .peek-window dt {
      color: var(--_color-text-muted);
    }
  `,
];
