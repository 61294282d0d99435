import { css } from 'lit';

/** The name and status of a session, and the warning that they may be out of date. */
export const headerStyles = css`
  .header {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--_space-1) var(--_space-3);
    align-items: start;
  }

  .headline {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-3);
    min-inline-size: 0;
  }

  .headline .tag {
    flex: none;
  }

  .name {
    min-inline-size: 0;
    margin: 0;
    font-size: var(--_font-size-xl);
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space-3);
    grid-column: 1 / -1;
    min-inline-size: 0;
    margin: 0;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  .session-id {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
`;
