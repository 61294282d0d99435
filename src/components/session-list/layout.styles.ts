import { css } from 'lit';

/** From 56rem a table; below that a card of two lines, and below 40rem one of three. */
export const layoutStyles = css`
  :host {
    --_row-height: var(--kv-session-list-row-height, 3.5rem);
    --_card-height: var(--kv-session-list-card-height, 4.75rem);
    --_head-height: 2.5rem;
    --_photo-size: 2.5rem;
    --_columns: 3rem minmax(0, 1fr) minmax(0, 1.15fr) minmax(6.75rem, 1.15fr) minmax(0, 1fr)
      minmax(0, 1fr) minmax(6.5rem, 0.8fr) minmax(0, 1.25fr) 2.75rem;
  }

  :host([density='compact']) {
    --_row-height: var(--kv-session-list-row-height, 2.5rem);
    --_card-height: var(--kv-session-list-card-height, 4.25rem);
    --_photo-size: 2rem;
    --_control-height: 2rem;
  }

  .rejected {
    --_columns: 3rem minmax(0, 1fr) minmax(0, 1.15fr) minmax(6.75rem, 1.1fr) minmax(0, 1fr)
      minmax(0, 1fr) minmax(4.5rem, 0.7fr) minmax(0, 1.1fr) minmax(0, 1.2fr) 2.75rem;
  }

  @container (inline-size < 72rem) {
    .grid {
      --_columns: 3rem minmax(0, 1.1fr) minmax(0, 1.3fr) minmax(6.75rem, 1fr) minmax(0, 1fr)
        minmax(0, 1fr) minmax(6.25rem, 0.8fr) minmax(0, 1fr) 2.75rem;
    }

    .grid.rejected {
      --_columns: 3rem minmax(0, 1fr) minmax(0, 1.2fr) minmax(6.75rem, 1fr) minmax(0, 1fr)
        minmax(0, 1fr) minmax(4.25rem, 0.5fr) minmax(0, 0.8fr) minmax(0, 1fr) 2.75rem;
    }

    .head,
    .row {
      column-gap: var(--_space-3);
    }
  }

  /* The value says more than its label where there is no room for both. */
  @container (56rem <= inline-size < 72rem) {
    .peek .key {
      position: absolute;
      clip-path: inset(50%);
    }
  }

  @container (inline-size < 56rem) {
    .scroller {
      background: none;
    }

    .scroller.wide {
      overflow-x: hidden;
    }

    .grid {
      min-inline-size: 0;
    }

    .head-group,
    .optional {
      display: none;
    }

    .row,
    .probe {
      block-size: var(--_card-height);
    }

    .row {
      grid-template:
        'selfie names facts verified more' 1fr
        'selfie date extra verified more' 1fr
        / var(--_photo-size) minmax(0, 1fr) minmax(0, 1.35fr) 6.25rem var(--_control-height);
      gap: 0 var(--_space-3);
      padding-block: var(--_space-2);
    }

    .rejected .row {
      grid-template-areas:
        'selfie names facts verified more'
        'selfie date reasons extra more';
    }

    .selfie {
      grid-area: selfie;
    }

    .names {
      display: flex;
      grid-area: names;
      align-self: end;
      gap: 0.375rem;
      min-inline-size: 0;
    }

    .names > .cell {
      flex: 0 1 auto;
    }

    .name bdi {
      display: inline-block;
      white-space: nowrap;
    }

    .date {
      grid-area: date;
      align-self: start;
      font-size: var(--_font-size-s);
    }

    .facts {
      display: flex;
      grid-area: facts;
      align-self: end;
      gap: var(--_space-3);
      min-inline-size: 0;
      font-size: var(--_font-size-s);
      line-height: 1.75;
    }

    .facts > .cell {
      flex: 0 1 auto;
    }

    .fact {
      white-space: nowrap;
    }

    .fact .text {
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .fact .kind {
      display: block;
      color: var(--_color-text-muted);
    }

    .fact .kind .icon {
      color: inherit;
    }

    .verified {
      grid-area: verified;
    }

    .extra {
      grid-area: extra;
      align-self: start;
    }

    .reasons {
      grid-area: reasons;
      align-self: start;
    }

    .peek {
      min-block-size: 1.5rem;
    }

    .more {
      grid-area: more;
    }

    .skeleton {
      inline-size: 5rem;
    }
  }

  @container (inline-size < 40rem) {
    .grid,
    .probe {
      --_card-height: var(--kv-session-list-card-height, 6.25rem);
    }

    .rejected,
    .rejected ~ .probe {
      --_card-height: var(--kv-session-list-card-height, 8rem);
    }

    .row {
      grid-template:
        'selfie names names more' 1fr
        'selfie date date more' 1fr
        'facts facts extra verified' 1.75rem
        / var(--_photo-size) minmax(0, 1fr) auto auto;
      padding-inline: var(--_space-3);
    }

    .rejected .row {
      grid-template:
        'selfie names names more' 1fr
        'selfie date date more' 1fr
        'facts facts extra verified' 1.75rem
        'reasons reasons reasons reasons' 1.75rem
        / var(--_photo-size) minmax(0, 1fr) auto auto;
    }

    .facts,
    .extra,
    .reasons {
      align-self: center;
    }

    .extra .peek {
      margin-inline: 0;
    }

    .extra .key {
      position: absolute;
      clip-path: inset(50%);
    }

    .more,
    .verified {
      justify-self: end;
    }
  }

  @container (27rem <= inline-size < 40rem) {
    .extra .peek-text {
      max-inline-size: 5rem;
    }

    /* Beside the number of values there is no room for the first of them. */
    .extra .peek-text:not(:only-child) {
      position: absolute;
      clip-path: inset(50%);
    }
  }

  @container (inline-size < 27rem) {
    .grid,
    .probe {
      --_card-height: var(--kv-session-list-card-height, 8.5rem);
    }

    .rejected,
    .rejected ~ .probe {
      --_card-height: var(--kv-session-list-card-height, 10.5rem);
    }

    .row {
      grid-template:
        'selfie names names more' auto
        'selfie date date more' auto
        'facts facts facts facts' 1.75rem
        'verified verified extra extra' 1.75rem
        / var(--_photo-size) auto minmax(0, 1fr) auto;
      align-content: center;
      row-gap: 0.125rem;
    }

    .rejected .row {
      grid-template:
        'selfie names names more' auto
        'selfie date date more' auto
        'facts facts facts facts' 1.75rem
        'reasons reasons reasons reasons' 1.75rem
        'verified verified extra extra' 1.75rem
        / var(--_photo-size) auto minmax(0, 1fr) auto;
    }

    .selfie {
      align-self: start;
    }

    .names {
      flex-wrap: wrap;
      gap: 0 0.375rem;
      line-height: 1.3;
    }

    .names > .cell {
      max-inline-size: 100%;
    }

    .verified {
      justify-self: start;
    }

    .extra {
      justify-self: end;
    }
  }
`;
