import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { copyStyles } from '../../ui/copy-button.js';
import { descriptionStyles } from '../../ui/description-list.js';
import { findingStyles } from '../../ui/finding.js';

export const styles = [
  detailTokens,
  buttonStyles,
  copyStyles,
  descriptionStyles,
  findingStyles,
  css`
    :host {
      container-type: inline-size;
    }

    .activity {
      display: grid;
      gap: var(--_space-3) var(--_space-6);
      align-items: start;
    }

    .group {
      min-inline-size: 0;
    }

    .group-title {
      margin: 0;
      font-weight: 650;
    }

    .number {
      font-family: var(--_font-family-mono);
      font-size: 0.95em;
    }

    .missing {
      color: var(--_color-text-muted);
      font-style: italic;
      font-weight: 400;
    }

    .hint {
      display: inline-block;
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 400;
    }

    .raw {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }

    .raw summary {
      inline-size: fit-content;
      padding-block: var(--_space-1);
      border-radius: var(--_radius-s);
      cursor: pointer;
    }

    .raw-text {
      margin: 0;
      padding: var(--_space-2) var(--_space-3);
      border-radius: var(--_radius-s);
      background: var(--_color-surface-sunken);
      color: var(--_color-text);
      font-family: var(--_font-family-mono);
      overflow-wrap: anywhere;
    }

    @container (inline-size >= 46rem) {
      .activity {
        grid-template-columns: 1fr 1fr;
      }
    }
  `,
];
