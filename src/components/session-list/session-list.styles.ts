import { css, type CSSResult } from 'lit';

import { buttonStyles, fieldStyles, tagStyles } from '../../styles/controls.js';
import { noticeStyles } from '../../ui/notice.js';

const toolbar = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
  }

  .search {
    position: relative;
    flex: 1 1 16rem;
    max-inline-size: 28rem;
  }

  .search > .icon {
    position: absolute;
    inset-block: 0;
    inset-inline-start: var(--_space-3);
    margin-block: auto;
    color: var(--_color-text-muted);
    pointer-events: none;
  }

  .search .field {
    padding-inline: 2.625rem var(--_control-height);
    text-overflow: ellipsis;
    appearance: none;
  }

  .search .field::-webkit-search-cancel-button {
    display: none;
  }

  .clear {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
  }

  .total {
    margin-inline-start: auto;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .sort {
    display: none;
  }

  .sort .field {
    padding-inline-end: var(--_space-2);
    text-overflow: ellipsis;
  }

  .busy .icon {
    animation: turn 900ms linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
`;

const frame = css`
  .frame {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface);
    overflow: hidden;
  }

  .frame > .notice,
  .frame slot > .notice {
    flex: 1;
    overflow: auto;
  }

  .frame slot {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
  }

  .scroller {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-gutter: stable;
    scrollbar-color: var(--_color-border-strong) transparent;
    scrollbar-width: thin;
  }

  .scroller:focus-visible {
    outline: none;
  }

  .probe {
    position: absolute;
    inset-block-start: 0;
    inline-size: 0;
    block-size: var(--_row-height);
    visibility: hidden;
  }

  .head-group {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
  }

  .head {
    min-block-size: 2.5rem;
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: 600;
  }

  .sort-button {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    max-inline-size: 100%;
    min-block-size: 2rem;
    margin-inline: calc(-1 * var(--_space-2));
    padding-inline: var(--_space-2);
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }

  .sort-button .icon {
    flex: none;
    inline-size: 0.9375rem;
    block-size: 0.9375rem;
    opacity: 0;
  }

  .sort-button:hover,
  .sort-button.sorted {
    color: var(--_color-text);
  }

  .sort-button:hover {
    background: var(--_color-hover);
  }

  .sort-button:is(:hover, :focus-visible) .icon {
    opacity: 0.5;
  }

  .sort-button.sorted .icon {
    opacity: 1;
  }

  .body {
    position: relative;
  }

  .dimmed .body {
    opacity: 0.5;
    transition: opacity 150ms 100ms;
  }

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
`;

const row = css`
  .row {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: var(--_row-height);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-surface);
    cursor: pointer;
    contain: strict;
  }

  .row:hover {
    background: var(--_color-hover);
  }

  .row:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius-s);
  }

  .head,
  .row {
    display: grid;
    grid-template-columns: var(--_columns);
    align-items: center;
    column-gap: var(--_space-4);
    padding-inline: var(--_space-4) var(--_space-2);
    font-variant-numeric: tabular-nums;
  }

  .names,
  .facts {
    display: contents;
  }

  .cell {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* Room for the ring of a focused control. */
  .cell:is([role='columnheader'], .more, .extra, .reasons) {
    overflow: visible;
  }

  kv-photo,
  .face {
    inline-size: var(--_photo-size);
    block-size: var(--_photo-size);
  }

  .name bdi {
    font-weight: 600;
  }

  .unread {
    color: var(--_color-text-muted);
    letter-spacing: 0.1em;
  }

  .date {
    color: var(--_color-text-muted);
  }

  .fact {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    max-inline-size: 100%;
    vertical-align: middle;
  }

  .fact .icon {
    flex: none;
    display: block;
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }

  .fact.success .icon {
    color: var(--_color-success);
  }

  .fact.danger > .icon {
    color: var(--_color-danger);
  }

  .fact.neutral {
    color: var(--_color-text-muted);
  }

  .fact .kind {
    display: none;
  }

  .fact .text,
  .peek-text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .tag {
    vertical-align: middle;
  }

  .tag .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }

  .peek {
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    max-inline-size: 100%;
    min-block-size: 2rem;
    margin-inline: calc(-1 * var(--_space-2));
    padding-inline: var(--_space-2);
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--_font-size-s);
    text-align: start;
    cursor: pointer;
  }

  .peek:hover {
    background: var(--_color-accent-soft);
  }

  .peek .key {
    color: var(--_color-text-muted);
  }

  .peek.reasons .peek-text {
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

  .more {
    display: grid;
    justify-content: end;
  }

  .skeleton {
    display: block;
    block-size: 0.75rem;
    inline-size: 70%;
    border-radius: var(--_radius-s);
    background: var(--_color-border);
    opacity: 0.7;
  }

  .skeleton.face {
    inline-size: var(--_photo-size);
    block-size: var(--_photo-size);
  }

  .grid[aria-busy='true'] .skeleton {
    animation: breathe 1.6s ease-in-out infinite;
  }

  @keyframes breathe {
    50% {
      opacity: 0.3;
    }
  }
`;

/** From 56rem a table; below that a card of two lines, and below 40rem one of three. */
const layouts = css`
  :host {
    --_row-height: var(--kv-session-list-row-height, 3.5rem);
    --_card-height: var(--kv-session-list-card-height, 4.75rem);
    --_photo-size: 2.5rem;
    --_columns: 3rem minmax(0, 1fr) minmax(0, 1.1fr) minmax(10.5rem, 0.9fr) minmax(6.75rem, 0.7fr)
      minmax(6.75rem, 0.7fr) minmax(6.5rem, 0.5fr) minmax(0, 1.4fr) 3rem;
  }

  :host([density='compact']) {
    --_row-height: var(--kv-session-list-row-height, 2.5rem);
    --_card-height: var(--kv-session-list-card-height, 4.25rem);
    --_photo-size: 2rem;
    --_control-height: 2rem;
  }

  .rejected {
    --_columns: 3rem minmax(0, 1fr) minmax(0, 1.1fr) minmax(10.5rem, 0.8fr) minmax(6.75rem, 0.6fr)
      minmax(6.75rem, 0.6fr) minmax(5rem, 0.4fr) minmax(0, 1.1fr) minmax(0, 1.2fr) 3rem;
  }

  @container (inline-size < 56rem) {
    .sort {
      display: block;
    }

    .head-group {
      display: none;
    }

    .row,
    .probe {
      block-size: var(--_card-height);
    }

    .row {
      grid-template:
        'selfie names facts verified more' 1fr
        'selfie date extra extra more' 1fr
        / var(--_photo-size) minmax(0, 1.1fr) minmax(0, 1.2fr) 7rem var(--_control-height);
      row-gap: 0;
      padding-block: var(--_space-2);
    }

    .rejected .row {
      grid-template:
        'selfie names facts verified more' 1fr
        'selfie date reasons extra more' 1fr
        / var(--_photo-size) minmax(0, 1.1fr) minmax(0, 1.2fr) 7rem var(--_control-height);
    }

    .selfie {
      grid-area: selfie;
    }

    .names {
      display: flex;
      grid-area: names;
      gap: 0.375rem;
      min-inline-size: 0;
      align-self: end;
    }

    .names > .cell {
      flex: 0 1 auto;
    }

    .date {
      grid-area: date;
      align-self: start;
      font-size: var(--_font-size-s);
    }

    .facts {
      display: flex;
      grid-area: facts;
      gap: var(--_space-3);
      min-inline-size: 0;
      align-self: end;
      font-size: var(--_font-size-s);
    }

    .fact .kind {
      display: inline;
      color: var(--_color-text-muted);
    }

    .fact.success .kind .icon {
      color: inherit;
    }

    .verified {
      grid-area: verified;
      align-self: end;
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
    .scroller {
      scrollbar-gutter: auto;
    }

    .grid,
    .probe {
      --_card-height: var(--kv-session-list-card-height, 6.5rem);
    }

    .rejected,
    .rejected ~ .probe {
      --_card-height: var(--kv-session-list-card-height, 8.25rem);
    }

    .row {
      grid-template:
        'selfie names more' 1fr
        'selfie date more' 1fr
        'facts facts facts' auto
        / var(--_photo-size) minmax(0, 1fr) var(--_control-height);
      column-gap: var(--_space-3);
      padding-inline: var(--_space-3);
    }

    .rejected .row {
      grid-template:
        'selfie names more' 1fr
        'selfie date more' 1fr
        'facts facts facts' auto
        'reasons reasons reasons' auto
        / var(--_photo-size) minmax(0, 1fr) var(--_control-height);
    }

    .facts {
      max-inline-size: calc(100% - 8.75rem);
      gap: var(--_space-2);
      align-self: center;
    }

    .facts > .cell {
      flex: 0 1 auto;
    }

    .verified {
      grid-area: facts;
      align-self: center;
      justify-self: end;
    }

    .extra {
      grid-area: facts;
      align-self: center;
      justify-self: end;
      margin-inline-end: 5.75rem;
    }

    .extra .peek-text {
      display: none;
    }

    .toolbar .search {
      flex-basis: 100%;
      max-inline-size: none;
    }

    .total {
      margin-inline: 0 auto;
    }
  }
`;

const overlays = css`
  .float {
    position: absolute;
    inset-inline: 0;
    z-index: 3;
    display: grid;
    justify-items: center;
    pointer-events: none;
  }

  .news {
    inset-block-start: 3.25rem;
  }

  .progress {
    inset-block-end: var(--_space-4);
  }

  .pill {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0 var(--_space-2);
    max-inline-size: calc(100% - 2rem);
    min-block-size: 2.25rem;
    padding: var(--_space-1) var(--_space-4);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-pill);
    background: var(--_color-surface-raised);
    color: var(--_color-text);
    font: inherit;
    font-size: var(--_font-size-s);
    font-variant-numeric: tabular-nums;
    box-shadow: 0 0.25rem 1rem rgb(10 20 40 / 18%);
    pointer-events: auto;
  }

  button.pill {
    border-color: var(--_color-accent);
    cursor: pointer;
  }

  button.pill:hover {
    background: var(--_color-accent-soft);
  }

  .pill strong {
    color: var(--_color-accent);
  }

  .stale {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
    padding: var(--_space-2) var(--_space-4);
    border-radius: var(--_radius-m);
    background: var(--_color-warning-soft);
    color: var(--_color-warning);
    font-size: var(--_font-size-s);
  }

  .stale > span {
    flex: 1 1 12rem;
  }

  .stale .button {
    min-block-size: 2rem;
  }

  .peek-window {
    position: fixed;
    inset: auto;
    max-inline-size: min(22rem, calc(100vw - 2rem));
    max-block-size: min(24rem, 80vh);
    margin: var(--_space-1);
    padding: var(--_space-3) var(--_space-4);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface-raised);
    color: var(--_color-text);
    font-size: var(--_font-size-s);
    box-shadow: var(--_shadow);
    overflow: auto;
    overflow-wrap: anywhere;
  }

  .peek-window dl,
  .peek-window dd,
  .peek-window ul {
    margin: 0;
  }

  .peek-window ul {
    padding-inline-start: 1.125rem;
  }

  .peek-window dl {
    display: grid;
    gap: var(--_space-2);
  }

  .peek-window dt {
    color: var(--_color-text-muted);
  }

  @media (forced-colors: active) {
    .row:focus-visible {
      outline-color: Highlight;
    }

    .skeleton {
      background: GrayText;
    }

    .stale {
      border: 1px solid CanvasText;
    }
  }
`;

export const styles: CSSResult[] = [
  buttonStyles,
  fieldStyles,
  tagStyles,
  noticeStyles,
  css`
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--_space-3);
      block-size: var(--kv-session-list-height, min(46rem, 85dvh));
      min-block-size: 20rem;
      min-inline-size: 0;
      container-type: inline-size;
    }
  `,
  toolbar,
  frame,
  row,
  layouts,
  overlays,
];
