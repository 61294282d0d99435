import { css } from 'lit';

/** The name, status and number of a client. */
export const headerStyles = css`
  .header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_space-3);
    align-items: center;
    min-inline-size: 0;
  }

  .headline {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-3);
    min-inline-size: 0;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: var(--_space-2);
  }

  .headline .tag {
    flex: none;
    max-inline-size: 100%;
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
    line-height: 1.35;
  }

  .meta .copy {
    margin-block: -0.25rem;
  }

  .client-number strong {
    color: var(--_color-text);
    font-weight: 600;
  }

  .client-number,
  .session-id {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .session-id + .copy {
    margin-inline-start: calc(-1 * var(--_space-2));
  }

  /* The name needs the space of the label. */
  @container (inline-size < 32rem) or (62rem <= inline-size < 84rem) {
    kv-download-pdf::part(label) {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }

  @container (inline-size >= 62rem) {
    /* What became of a PDF takes space beside the name, but must not squeeze it. */
    .header {
      grid-template-columns: minmax(0, 1fr) fit-content(40%);
      flex: 1 1 0;
    }

    .tools {
      flex-wrap: nowrap;
      align-items: start;
      gap: var(--_space-1);
      grid-row: 1 / span 2;
      grid-column: 2;
    }

    .headline {
      align-self: end;
    }

    /* Client Information and Customer Activities show both in full. */
    .name {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }

    .meta {
      grid-column: 1;
      flex-wrap: nowrap;
      white-space: nowrap;
      align-self: start;
      overflow: clip;
      overflow-clip-margin: 0.25rem;
    }

    .meta > * {
      flex: none;
    }

    .client-number,
    .session-id {
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .client-number {
      max-inline-size: 60%;
    }

    .meta > .session-id {
      flex: 0 1 auto;
    }

    .tools kv-download-pdf::part(button) {
      padding-inline: var(--_space-2);
    }

    /* The button that copies it has the name. */
    .session-id-label {
      display: none;
    }
  }
`;
