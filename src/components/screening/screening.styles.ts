import { css } from 'lit';

import { accentTagStyles } from '../../styles/accent-tag.js';
import { buttonStyles, tagStyles } from '../../styles/controls.js';
import { descriptionStyles } from '../../ui/description-list.js';
import { findingStyles } from '../../ui/finding.js';
import { clientValueStyles } from '../../ui/client-value.js';
import { messageStyles } from '../../ui/message-panel.js';
import { comparisonStyles } from './entry-comparison.js';

export const styles = [
  buttonStyles,
  tagStyles,
  accentTagStyles,
  descriptionStyles,
  findingStyles,
  messageStyles,
  clientValueStyles,
  comparisonStyles,
  css`
    :host {
      container-type: inline-size;
    }

    .screening {
      display: grid;
      gap: var(--_space-3);
    }

    .screening > * {
      min-inline-size: 0;
    }

    .screening p {
      margin: 0;
    }

    .absent,
    .error {
      display: flex;
      align-items: start;
      gap: var(--_space-2);
    }

    .absent {
      color: var(--_color-text-muted);
    }

    .error {
      color: var(--_color-danger);
    }

    .absent .icon,
    .error .icon {
      margin-block-start: 0.125rem;
    }

    .hint {
      display: block;
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 400;
    }

    .lists {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .matches {
      display: grid;
      gap: var(--_space-1);
    }

    .matches-title {
      font-weight: 650;
    }

    .match-list {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
      gap: var(--_space-3);
      margin: var(--_space-2) 0 0;
      padding: 0;
      list-style: none;
    }

    .match {
      min-inline-size: 0;
      padding: var(--_space-1) var(--_space-4);
      border: 1px solid var(--_color-border);
      border-inline-start: 0.25rem solid var(--_color-danger);
      border-radius: var(--_radius-m);
      background: var(--_color-surface);
      container: match / inline-size;
    }

    .match-head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_space-4);
      padding-block: var(--_space-2);
      overflow-wrap: anywhere;
    }

    .match-head p {
      min-inline-size: 0;
    }

    .match-list-name {
      font-weight: 600;
    }

    .authority {
      color: var(--_color-text-muted);
    }

    .percent {
      font-variant-numeric: tabular-nums;
      font-weight: 400;
    }

    .match.marked {
      border-inline-start-color: var(--_color-border);
      background: var(--_color-surface-sunken);
    }

    .match > .button {
      margin-block: var(--_space-2);
    }

    .open {
      color: var(--_color-text-muted);
      font-weight: 400;
    }

    .mark {
      display: grid;
      gap: var(--_space-1);
      padding-block: var(--_space-2);
      border-block-start: 1px solid var(--_color-border);
      overflow-wrap: anywhere;
    }

    .mark-head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-2);
    }

    .mark-reason {
      white-space: pre-line;
    }

    .recheck {
      display: grid;
      justify-items: start;
      gap: var(--_space-2);
    }
  `,
];
