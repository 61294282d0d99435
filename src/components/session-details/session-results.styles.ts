import { css } from 'lit';

/** The bar of the match confidence. */
export const resultStyles = css`
  .bar {
    inline-size: min(100%, 12rem);
    block-size: 0.375rem;
    border-radius: var(--_radius-pill);
    background: var(--_color-border);
  }

  .bar:dir(rtl) {
    transform: scaleX(-1);
  }

  .bar-fill {
    fill: var(--_color-text-muted);
  }

  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }

    .bar-fill {
      fill: Highlight;
    }
  }
`;
