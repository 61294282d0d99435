import { css, type CSSResult } from 'lit';

import { buttonStyles, fieldStyles, tagStyles } from '../../styles/controls.js';
import { maskStyles } from '../../ui/mask.js';
import { noticeStyles } from '../../ui/notice.js';
import { panelStyles } from '../../ui/panel.js';

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

  .search > svg {
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

  /* Its button stands in this row, and the filters in use in the next one. */
  kv-session-filters {
    display: contents;
  }

  /* The page does not offer exports. */
  kv-export-csv:not(:defined) {
    display: none;
  }

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
    /* The header goes on above the scrollbar. */
    background: linear-gradient(
      var(--_color-surface-sunken) var(--_head-height),
      var(--_color-border) var(--_head-height) calc(var(--_head-height) + 1px),
      transparent 0
    );
    scrollbar-gutter: stable;
    scrollbar-color: var(--_color-border-strong) transparent;
    scrollbar-width: thin;
  }

  .scroller.wide {
    overflow-x: auto;
  }

  .grid {
    min-inline-size: var(--_grid-size, 0);
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
    block-size: calc(var(--_head-height) + 1px);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: 600;
  }

  .sort-button {
    position: relative;
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

  .sort-button .label {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .sort-button .icon {
    flex: none;
    inline-size: 0.9375rem;
    block-size: 0.9375rem;
    opacity: 0;
  }

  /* In the gap beside the column, so that it takes no room from the label. */
  .sort-button:not(.sorted) .icon {
    position: absolute;
    inset-inline-start: calc(100% - var(--_space-2));
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

  [data-without~='selfie'] .selfie,
  [data-without~='first-name'] .first,
  [data-without~='last-name'] .last,
  [data-without~='date'] .date,
  [data-without~='document'] .document,
  [data-without~='liveness'] .liveness,
  [data-without~='verified'] .verified,
  [data-without~='extra'] .extra {
    display: none;
  }

  /* Room for the ring of a focused control. */
  .cell:is(.sortable, .more, .extra, .reasons) {
    overflow: visible;
  }

  .head .more {
    display: block;
    text-align: center;
  }

  kv-photo,
  .face,
  .hidden-face {
    inline-size: var(--_photo-size);
    block-size: var(--_photo-size);
  }

  .hidden-face {
    display: grid;
    place-items: center;
    border-radius: var(--_radius-s);
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
  }

  /* Its drawing measures itself by the nearest container, which would be the list. */
  kv-photo {
    container-type: inline-size;
  }

  /* A box of its own is cut off at the end of the name, also where that is not the end of the line. */
  .name bdi {
    display: -webkit-inline-box;
    max-inline-size: 100%;
    font-weight: 600;
    line-height: 1.3;
    vertical-align: middle;
    white-space: normal;
    overflow: hidden;
    overflow-wrap: anywhere;
    text-overflow: ellipsis;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .unread {
    color: var(--_color-text-muted);
    letter-spacing: 0.1em;
  }

  .date {
    color: var(--_color-text-muted);
    line-height: 1.3;
    white-space: normal;
  }

  .fact {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    max-inline-size: 100%;
    font-size: var(--_font-size-s);
    line-height: 1.25;
    white-space: normal;
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

  .peek-text,
  .tag .text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .tag {
    max-inline-size: 100%;
    vertical-align: middle;
  }

  .tag .icon {
    flex: none;
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
    justify-content: center;
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

    /* The value says more than its label where there is no room for both. */
    .peek .key {
      position: absolute;
      clip-path: inset(50%);
    }
  }

  @container (inline-size < 56rem) {
    .sort {
      display: block;
      min-inline-size: 8rem;
    }

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
    .columns,
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
      grid-template:
        'selfie names facts verified more' 1fr
        'selfie date reasons extra more' 1fr
        / var(--_photo-size) minmax(0, 1fr) minmax(0, 1.35fr) 6.25rem var(--_control-height);
    }

    .peek .key {
      position: static;
      clip-path: none;
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

    .extra .peek-text {
      max-inline-size: 5rem;
    }

    /* Beside the number of values there is no room for the first of them. */
    .extra .peek-text:not(:only-child) {
      position: absolute;
      clip-path: inset(50%);
    }

    .extra .key {
      position: absolute;
      clip-path: inset(50%);
    }

    .more,
    .verified {
      justify-self: end;
    }

    .toolbar .search {
      flex-basis: 100%;
      max-inline-size: none;
    }

    .total {
      margin-inline: 0 auto;
    }

    .sort {
      flex: 1 1 8rem;
      max-inline-size: 12rem;
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

    .row {
      align-content: center;
      row-gap: 0.125rem;
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

    .extra .peek-text:is(:only-child, :not(:only-child)) {
      position: static;
      max-inline-size: none;
      clip-path: none;
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
  panelStyles,
  maskStyles,
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
