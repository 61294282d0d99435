import { css } from 'lit';

export const styles = css`
  .hours {
    display: grid;
    gap: var(--_space-3);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
  }

  .group,
  .group-hint {
    grid-column: 1 / -1;
    margin: 0;
  }

  .group {
    font-weight: 600;
  }

  .group-hint {
    color: var(--_color-text-muted);
  }
`;
