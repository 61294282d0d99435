import { css } from 'lit';

/** `<span class="tag accent">`, besides `tagStyles`. A list has none. */
export const accentTagStyles = css`
  .tag.accent {
    background: var(--_color-accent-soft);
    color: var(--_color-accent-text);
  }
`;
