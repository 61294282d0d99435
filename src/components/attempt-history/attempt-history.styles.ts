import { css } from 'lit';

import { accentTagStyles } from '../../styles/accent-tag.js';
import { buttonStyles, tagStyles } from '../../styles/controls.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { clientValueStyles } from '../../ui/client-value.js';
import { descriptionStyles } from '../../ui/description-list.js';
import { findingStyles } from '../../ui/finding.js';
import { matchScoreStyles } from '../../ui/match-score.js';

const list = css`
  :host {
    container-type: inline-size;
  }

  .attempts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .attempt {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
    padding: var(--_space-3) var(--_space-4);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface-raised);
    overflow-wrap: anywhere;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-2) var(--_space-3);
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-2);
    margin: 0;
    font-size: var(--_font-size);
    font-weight: 650;
  }

  .see {
    font-size: var(--_font-size-s);
    letter-spacing: 0.03em;
  }

  .see::after {
    content: '';
    inline-size: 0.5em;
    block-size: 0.5em;
    border: solid currentcolor;
    /* stylelint-disable-next-line declaration-property-max-values -- Points down in every language. */
    border-width: 0 2px 2px 0;
    transform: translateY(-25%) rotate(45deg);
  }

  .see[aria-expanded='true']::after {
    transform: translateY(25%) rotate(225deg);
  }

  .summary {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-5);
    margin: 0;
  }

  .entry {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-2);
  }

  .entry dt {
    color: var(--_color-text-muted);
  }

  .entry dd {
    margin: 0;
    font-weight: 500;
  }

  .changes {
    margin: 0;
    color: var(--_color-warning);
    font-size: var(--_font-size-s);
    font-weight: 600;
  }

  .absence {
    display: flex;
    align-items: start;
    gap: var(--_space-2);
    margin: 0;
    color: var(--_color-text-muted);
  }

  .absence:has(+ .attempts > *) {
    margin-block-end: var(--_space-3);
  }

  .absence .icon {
    margin-block-start: 0.125rem;
  }
`;

const details = css`
  .details:not([hidden]) {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-4);
    margin-block-start: var(--_space-2);
    padding-block-start: var(--_space-4);
    border-block-start: 1px solid var(--_color-border);
  }

  .groups,
  .group-stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-4) var(--_space-5);
    align-items: start;
  }

  .group {
    min-inline-size: 0;
    container-type: inline-size;
  }

  .group-title {
    margin: 0 0 var(--_space-1);
    font-size: var(--_font-size);
    font-weight: 650;
  }

  .images {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr));
    gap: var(--_space-3);
    align-items: start;
    margin-block-start: var(--_space-2);
  }

  .image {
    margin: 0;
    --kv-photo-aspect-ratio: 7 / 5;
  }

  .image figcaption {
    padding-block-start: var(--_space-1);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  .no-images {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    margin: 0;
    color: var(--_color-text-muted);
  }

  .changed {
    padding-inline-start: var(--_space-3);
    border-inline-start: 3px solid var(--_color-warning);
  }

  .before {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-2);
    font-size: var(--_font-size-s);
    font-weight: 400;
  }

  .before-label {
    color: var(--_color-warning);
    font-weight: 600;
  }

  .zone {
    grid-column: 1 / -1;
    min-inline-size: 0;
  }

  .zone summary {
    inline-size: fit-content;
    padding-block: var(--_space-1);
    border-radius: var(--_radius-s);
    color: var(--_color-accent-text);
    font-weight: 600;
    cursor: pointer;
  }

  .zone kv-mrz-report {
    margin-block-start: var(--_space-2);
  }

  @container (inline-size >= 44rem) {
    .groups {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;

export const styles = [
  detailTokens,
  buttonStyles,
  tagStyles,
  accentTagStyles,
  descriptionStyles,
  findingStyles,
  matchScoreStyles,
  clientValueStyles,
  list,
  details,
];
