import { css } from 'lit';

/** From 56rem a table; below that cards of three columns, of two from 42rem down, of one from 27rem down. */
export const layoutStyles = css`
  :host {
    --_row-height: var(--kv-session-list-row-height, 3.5rem);
    --_card-height: var(--kv-session-list-card-height, 4.75rem);
    --_head-height: 2.5rem;
    --_photo-size: 2.5rem;
    --_date-size: 0;
  }

  :host([density='compact']) {
    --_row-height: var(--kv-session-list-row-height, 2.5rem);
    --_card-height: var(--kv-session-list-card-height, 4.25rem);
    --_photo-size: 2rem;
    --_date-size: 10.25rem;
    --_control-height: 2rem;
  }

  :host([density='compact']) .date {
    white-space: nowrap;
  }

  @media screen {
    @container (inline-size < 56rem) {
      .scroller {
        overflow-x: hidden;
      }

      .grid {
        min-inline-size: 0;
      }

      /* For screen readers, which name a value by its column. */
      .head-group {
        position: absolute;
        inset-inline: 0;
        clip-path: inset(50%);
      }

      .head {
        block-size: 1px;
        border: 0;
        overflow: hidden;
      }

      .optional {
        display: none;
      }

      .row,
      .probe {
        block-size: var(--_card-height);
      }

      .row {
        grid-template:
          'selfie first-name document verified more'
          'selfie last-name liveness verified more'
          'selfie date extra verified more'
          / var(--_photo-size) minmax(0, 1fr) minmax(0, 1.15fr) minmax(0, 1.1fr) var(
            --_control-height
          );
        align-content: center;
      }

      .rejected .row {
        grid-template-areas:
          'selfie first-name document verified more'
          'selfie last-name liveness reasons more'
          'selfie date extra reasons more';
      }

      .selfie {
        grid-area: selfie;
      }

      .first-name {
        grid-area: first-name;
      }

      .last-name {
        grid-area: last-name;
      }

      .date {
        grid-area: date;
      }

      .row .date {
        white-space: nowrap;
      }

      .document {
        grid-area: document;
      }

      .liveness {
        grid-area: liveness;
      }

      .verified {
        grid-area: verified;
      }

      .extra {
        grid-area: extra;
      }

      .reasons {
        grid-area: reasons;
      }

      .more {
        grid-area: more;
      }

      .name bdi {
        display: inline-block;
        white-space: nowrap;
      }

      /* The name of the value; it makes room for the value. */
      .fact::after {
        order: -1;
        flex: 0 9999 auto;
        color: var(--_color-text-muted);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .document.fact::after {
        content: var(--_document) / '';
      }

      .liveness.fact::after {
        content: var(--_liveness) / '';
      }

      .fact .text {
        display: block;
        white-space: nowrap;
      }

      /* A card has no column header to say what “No” refers to. */
      .tag .visually-hidden {
        position: static;
        clip-path: none;
        white-space: normal;
      }

      .skeleton {
        inline-size: 5rem;
      }
    }

    @container (inline-size < 42rem) {
      .grid,
      .probe {
        --_card-height: var(--kv-session-list-card-height, 6.5rem);
      }

      .row,
      .rejected .row {
        grid-template:
          'selfie first-name verified more'
          'selfie last-name extra more'
          'selfie date reasons more'
          'document document liveness liveness'
          / var(--_photo-size) minmax(10.25rem, 1fr) minmax(0, 1fr) var(--_control-height);
      }

      .tag .visually-hidden {
        white-space: nowrap;
      }
    }

    @container (inline-size < 27rem) {
      .grid,
      .probe {
        --_card-height: var(--kv-session-list-card-height, 9.25rem);
      }

      .rejected,
      .rejected ~ .probe {
        --_card-height: var(--kv-session-list-card-height, 11rem);
      }

      .row {
        grid-template:
          'selfie first-name first-name more'
          'selfie last-name last-name more'
          'selfie date date date'
          'document document document document'
          'liveness liveness liveness liveness'
          'verified verified extra extra'
          / var(--_photo-size) minmax(0, auto) minmax(0, 1fr) var(--_control-height);
      }

      .rejected .row {
        grid-template-areas:
          'selfie first-name first-name more'
          'selfie last-name last-name more'
          'selfie date date date'
          'document document document document'
          'liveness liveness liveness liveness'
          'verified verified extra extra'
          'reasons reasons reasons reasons';
      }
    }

    @container (inline-size < 15rem) {
      .row {
        --_photo-size: 0;
      }

      .selfie {
        visibility: hidden;
      }
    }
  }
`;
