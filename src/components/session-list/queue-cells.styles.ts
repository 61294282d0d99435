import { css } from 'lit';

/** Why sessions wait, since when, until when, and who has them: columns of the table, and places of the cards. */
export const queueCellStyles = css`
  .waiting,
  .due,
  .claim {
    font-size: var(--_font-size-s);
    /* The name of the column, and its value after it. */
    unicode-bidi: normal;
  }

  .said {
    display: -webkit-inline-box;
    max-inline-size: 100%;
    line-height: 1.3;
    vertical-align: middle;
    white-space: normal;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .none {
    color: var(--_color-text-muted);
  }

  .own .said {
    font-weight: 600;
  }

  .overdue .said {
    padding-inline: var(--_space-1);
    border-radius: var(--_radius-s);
    background: var(--_color-danger-soft);
    color: var(--_color-danger);
    font-weight: 600;
  }

  .cell.why {
    overflow: visible;
  }

  /* What it is about, and what was found below it. */
  .why .peek {
    flex-wrap: wrap;
    row-gap: 0;
    line-height: 1.3;
  }

  .why .peek .key {
    position: static;
    flex: 1 0 100%;
    clip-path: none;
  }

  .why .peek-text {
    flex: 0 1 auto;
    min-inline-size: 0;
    font-weight: 600;
  }

  .why .peek:has(.count) .peek-text {
    max-inline-size: calc(100% - 2.5rem);
  }

  /* The header of the column says it. */
  .cell > .key {
    display: none;
  }

  @media screen {
    @container (inline-size < 56rem) {
      .cell > .key {
        display: inline;
        color: var(--_color-text-muted);
      }

      /* Its own words say it. */
      .overdue > .key,
      .claim.none > .key {
        display: none;
      }

      .said {
        display: inline;
        vertical-align: baseline;
        white-space: nowrap;
      }

      .awaiting .verified,
      .timed :is(.document, .liveness) {
        display: none;
      }

      .why {
        grid-area: why;
      }

      .waiting {
        grid-area: waiting;
      }

      .due {
        grid-area: due;
      }

      .claim {
        grid-area: claim;
      }

      .awaiting .row {
        grid-template-areas:
          'selfie first-name document why more'
          'selfie last-name liveness why more'
          'selfie date claim extra more';
      }

      .timed.awaiting .row {
        grid-template-areas:
          'selfie first-name why due more'
          'selfie last-name why waiting more'
          'selfie date extra claim more';
      }
    }

    @container (inline-size < 42rem) {
      .awaiting .row {
        grid-template:
          'selfie first-name extra more'
          'selfie last-name claim more'
          'selfie date why more'
          'document document liveness liveness'
          / var(--_photo-size) minmax(10.25rem, 1fr) minmax(0, 1fr) var(--_control-height);
      }

      .timed.awaiting .row {
        grid-template-areas:
          'selfie first-name due more'
          'selfie last-name waiting more'
          'selfie date claim more'
          'why why extra extra';
      }
    }

    @container (inline-size < 42rem) {
      .timed .why .peek {
        flex-wrap: nowrap;
      }

      .timed .why .peek .key {
        flex: 0 9999 auto;
      }

      .timed .why .peek:has(.count) .peek-text {
        max-inline-size: none;
      }
    }

    @container (inline-size < 27rem) {
      .awaiting,
      .awaiting ~ .probe {
        --_card-height: var(--kv-session-list-card-height, 11rem);
      }

      .awaiting .row {
        grid-template:
          'selfie first-name first-name more'
          'selfie last-name last-name more'
          'selfie date date date'
          'document document document document'
          'liveness liveness liveness liveness'
          'why why why why'
          'claim claim extra extra'
          / var(--_photo-size) minmax(0, 2fr) minmax(0, 1fr) var(--_control-height);
      }

      .timed.awaiting .row {
        grid-template-areas:
          'selfie first-name first-name more'
          'selfie last-name last-name more'
          'selfie date date date'
          'why why why why'
          'due due due due'
          'claim claim claim claim'
          'waiting waiting extra extra';
      }
    }
  }

  @media (forced-colors: active) {
    .overdue .said {
      border: 1px solid CanvasText;
    }
  }
`;
