import { css } from 'lit';

export const columnChooserStyles = css`
  .choices {
    columns: 9rem;
  }

  .hint {
    margin-block: var(--_space-2) 0;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  .panel-end {
    margin-block-start: var(--_space-4);
  }
`;
