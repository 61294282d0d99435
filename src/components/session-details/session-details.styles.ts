import { css } from 'lit';

import { buttonStyles, tagStyles } from '../../styles/controls.js';
import { clientValueStyles } from '../../ui/client-value.js';
import { descriptionStyles } from '../../ui/description-list.js';
import { findingStyles } from '../../ui/finding.js';
import { maskStyles } from '../../ui/mask.js';
import { matchScoreStyles } from '../../ui/match-score.js';
import { noticeStyles } from '../../ui/notice.js';

const layout = css`
  :host {
    container-type: inline-size;
  }

  .details {
    display: grid;
    gap: var(--_space-4);
    min-inline-size: 0;
  }

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

  .headline .tag,
  .tag .icon {
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

  .button.small {
    min-block-size: 1.75rem;
    min-inline-size: 1.75rem;
    padding: 0;
    vertical-align: middle;
    font-size: var(--_font-size-s);
  }

  .columns {
    display: grid;
    gap: var(--_space-5);
    align-items: start;
    min-inline-size: 0;
  }

  .main,
  .panel,
  .data,
  .group {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-4);
    align-items: start;
    min-inline-size: 0;
  }

  .jumps {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }

  .jump {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    min-block-size: 2rem;
    padding: 0 var(--_space-3);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-pill);
    background: var(--_color-surface);
    color: var(--_color-text-muted);
    font: inherit;
    font-size: var(--_font-size-s);
    font-weight: 600;
    cursor: pointer;
  }

  .jump:hover {
    background: var(--_color-hover);
    color: var(--_color-text);
  }

  .jump .icon {
    color: var(--_color-warning);
  }

  .section-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--_space-3);
    margin-block-end: var(--_space-2);
  }

  .section-head .section-title {
    margin: 0;
  }

  .section-title:focus-visible {
    outline-offset: 4px;
  }

  .button.edit {
    min-block-size: 2rem;
    padding-inline: var(--_space-2);
    color: var(--_color-accent);
    font-size: var(--_font-size-s);
  }

  .photos > .hidden {
    justify-content: center;
    padding: var(--_space-6) var(--_space-4);
    border: 1px dashed var(--_color-border-strong);
    border-radius: var(--_radius-m);
  }

  .disclosure {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    font-weight: 650;
    cursor: pointer;
    list-style: none;
  }

  .disclosure::-webkit-details-marker {
    display: none;
  }

  .disclosure::after {
    content: '';
    flex: none;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    margin-inline-start: auto;
    margin-inline-end: var(--_space-1);
    border: solid currentcolor;
    /* stylelint-disable-next-line declaration-property-max-values -- Points down in every language. */
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    transition: rotate 120ms;
  }

  [open] > .disclosure::after {
    rotate: 225deg;
  }

  .disclosure .icon {
    flex: none;
    color: var(--_color-text-muted);
  }

  [open] > .disclosure {
    margin-block-end: var(--_space-3);
  }

  .section {
    padding: var(--_space-4);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface-raised);
    container-type: inline-size;
  }

  .section-title {
    margin: 0 0 var(--_space-2);
    font-size: var(--_font-size);
    font-weight: 650;
  }

  @container (inline-size >= 62rem) {
    .columns {
      grid-template-columns: minmax(18rem, 24rem) minmax(0, 1fr);
    }
  }

  @container (44rem <= inline-size < 62rem) or (inline-size >= 80rem) {
    .group {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .group > .wide {
      grid-column: 1 / -1;
    }
  }

  /* The face stays in view while the data beside it is read. */
  @container (inline-size >= 62rem) {
    .photos {
      position: sticky;
      inset-block-start: var(--_space-3);
      max-block-size: calc(100dvb - 7rem);
      overflow-y: auto;
    }
  }
`;

const photos = css`
  .gallery {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: var(--_space-3);
    align-items: start;
  }

  .figure {
    position: relative;
    margin: 0;
  }

  .figure.selfie {
    --kv-photo-aspect-ratio: 1;
  }

  .figure kv-photo {
    --kv-photo-radius: var(--_radius-m);
  }

  .figure figcaption {
    padding-block-start: var(--_space-1);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  /* Covers the picture, so that a click anywhere on it enlarges it. */
  .enlarge {
    position: absolute;
    inset: 0;
    display: block;
    inline-size: 100%;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-m);
    background: none;
    cursor: zoom-in;
  }

  .enlarge-icon {
    position: absolute;
    inset-block-start: var(--_space-2);
    inset-inline-end: var(--_space-2);
    display: grid;
    padding: var(--_space-1);
    border-radius: var(--_radius-s);
    background: var(--_color-surface-raised);
    color: var(--_color-text);
    opacity: 0;
    transition: opacity 120ms;
  }

  .enlarge:hover .enlarge-icon,
  .enlarge:focus-visible .enlarge-icon {
    opacity: 1;
  }

  @media (hover: none) {
    .enlarge-icon {
      opacity: 1;
    }
  }

  .no-photos {
    display: grid;
    justify-items: center;
    gap: var(--_space-2);
    margin: 0;
    padding: var(--_space-6) var(--_space-4);
    border: 1px dashed var(--_color-border-strong);
    border-radius: var(--_radius-m);
    color: var(--_color-text-muted);
  }

  @container (inline-size >= 62rem) {
    .gallery {
      grid-template-columns: 1fr;
    }
  }

  .viewer {
    inline-size: min(96vi, 72rem);
    max-inline-size: none;
    max-block-size: none;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-m);
    background: var(--_color-surface);
    color: inherit;
    box-shadow: var(--_shadow);
  }

  .viewer::backdrop {
    background: var(--_color-backdrop);
  }

  .viewer[open] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    block-size: 94dvb;
  }

  .viewer-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: var(--_space-2) var(--_space-4);
    border-block-end: 1px solid var(--_color-border);
  }

  .viewer-head .section-title {
    margin: 0;
  }

  .viewer kv-photo-viewer {
    block-size: 100%;
    padding: var(--_space-3);
    overflow: auto;
  }
`;

const confidence = css`
  .bar {
    inline-size: min(100%, 12rem);
    block-size: 0.375rem;
    border-radius: var(--_radius-pill);
    background: var(--_color-border);
  }

  .bar:dir(rtl) {
    transform: scaleX(-1);
  }

  .bar-fill {
    fill: var(--_color-text-muted);
  }

  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }

    .bar-fill {
      fill: Highlight;
    }
  }
`;

const outcome = css`
  .outcome {
    display: grid;
    gap: var(--_space-2);
    margin: 0;
    padding: var(--_space-3) var(--_space-4);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface-sunken);
    overflow-wrap: anywhere;
  }

  p.outcome,
  .outcome-title {
    display: flex;
    align-items: start;
    gap: var(--_space-2);
  }

  p.outcome .icon,
  .outcome-title .icon {
    flex: none;
    margin-block-start: 0.125rem;
  }

  .outcome-title {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }

  .outcome-heading {
    margin: var(--_space-1) 0 0;
    font-size: var(--_font-size-s);
    font-weight: 650;
  }

  .outcome .hint {
    margin: 0;
  }

  .outcome.warning {
    border-color: color-mix(in srgb, var(--_color-warning) 30%, transparent);
    background: var(--_color-warning-soft);
  }

  .outcome.warning .outcome-title {
    color: var(--_color-warning);
  }

  .outcome.danger {
    border-color: color-mix(in srgb, var(--_color-danger) 30%, transparent);
    background: var(--_color-danger-soft);
  }

  .outcome.danger .outcome-title {
    color: var(--_color-danger);
  }

  .outcome.success {
    border-color: color-mix(in srgb, var(--_color-success) 30%, transparent);
    background: var(--_color-success-soft);
  }

  .outcome.success .outcome-title {
    color: var(--_color-success);
  }

  .conditions {
    display: grid;
    gap: var(--_space-1);
    margin: 0;
    padding-inline-start: 1.75rem;
  }

  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .tags .tag {
    border-color: currentcolor;
    background: var(--_color-surface);
    overflow-wrap: anywhere;
  }
`;

const actions = css`
  .stale {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
    padding: var(--_space-2) var(--_space-4);
    border-radius: var(--_radius-s);
    background: var(--_color-warning-soft);
    color: var(--_color-warning);
  }

  .stale .icon {
    flex: none;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: var(--_space-3);
    padding-block: var(--_space-3);
    border-block-start: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }

  .actions .button {
    min-inline-size: 8.5rem;
  }

  .actions.open {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
  }

  /* Nothing but what the host puts there. */
  .actions.bare {
    padding: 0;
    border: 0;
  }

  .button.reject {
    border-color: var(--_color-danger);
    background: var(--_color-surface);
    color: var(--_color-danger);
  }

  .button.reject:hover {
    background: var(--_color-danger-soft);
  }

  .explanation {
    display: flex;
    align-items: start;
    gap: var(--_space-2);
    margin: 0;
    margin-inline-end: auto;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  .explanation .icon {
    flex: none;
  }

  @container (inline-size < 32rem) {
    .actions .button {
      flex: 1;
      min-inline-size: 0;
    }
  }
`;

const skeleton = css`
  .bone {
    display: block;
    border-radius: var(--_radius-s);
    background: var(--_color-border);
    animation: breathe 1.6s ease-in-out infinite;
  }

  .bone.title {
    inline-size: 16rem;
    max-inline-size: 100%;
    block-size: 1.75rem;
  }

  .bone.photo {
    aspect-ratio: 1;
  }

  .bone.card {
    aspect-ratio: 7 / 5;
  }

  .bone.line {
    block-size: 1rem;
    margin-block: var(--_space-3);
  }

  .bone.line:nth-child(odd) {
    inline-size: 80%;
  }

  .bone.line:nth-child(even) {
    inline-size: 60%;
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
`;

export const styles = [
  buttonStyles,
  tagStyles,
  noticeStyles,
  descriptionStyles,
  layout,
  photos,
  findingStyles,
  matchScoreStyles,
  clientValueStyles,
  maskStyles,
  confidence,
  outcome,
  actions,
  skeleton,
];
