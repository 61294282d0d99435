import { css } from 'lit';

export const feedbackStyles = css`
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
`;
