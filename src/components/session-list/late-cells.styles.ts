import { css } from 'lit';

/** Match levels, and the buttons of cells that may have more than they have room for. */
export const lateCellStyles = css`
  .far {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  .peek {
    font-size: var(--_font-size-s);
  }

  .peek:hover {
    background: var(--_color-accent-soft);
  }

  /* It makes room for the value. */
  .peek .key {
    flex: 0 9999 auto;
    color: var(--_color-text-muted);
  }

  .reasons .peek-text {
    color: var(--_color-danger);
    font-weight: 600;
  }

  .count {
    flex: none;
    padding-inline: 0.375rem;
    border-radius: var(--_radius-pill);
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
    font-weight: 600;
  }

  @media screen {
    .peek {
      display: flex;
    }

    .peek .key,
    .peek-text {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    /* In a narrow column, the value is shown without its label. */
    @container (56rem <= inline-size < 96rem) {
      .peek .key {
        position: absolute;
        clip-path: inset(50%);
      }
    }

    @container (inline-size < 56rem) {
      .peek {
        min-block-size: 1.5rem;
      }
    }

    @container (inline-size < 42rem) {
      .extra .key {
        position: absolute;
        clip-path: inset(50%);
      }
    }

    @container (inline-size < 27rem) {
      .extra .peek {
        margin-inline: auto 0;
      }
    }
  }

  /* On paper, all values. */
  @media print {
    .peek {
      display: inline;
      margin: 0;
      padding: 0;
      white-space: normal;
    }

    .count {
      display: none;
    }

    .peek .visually-hidden {
      position: static;
      inline-size: auto;
      block-size: auto;
      clip-path: none;
      white-space: normal;
    }
  }
`;
