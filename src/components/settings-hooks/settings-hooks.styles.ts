import { css } from 'lit';

import { styles as conflictStyles } from '../../ui/settings/conflict.js';
import { controlStyles } from '../../ui/settings/field.styles.js';
import { sectionStyles } from '../../ui/settings/section.styles.js';
import { confirmStyles } from '../../ui/settings/confirm.js';

export const styles = [
  ...sectionStyles,
  ...controlStyles,
  ...conflictStyles,
  confirmStyles,
  css`
    :host {
      --_scroll-end: 0px;
    }

    .tools,
    .hook-tools,
    .log-head {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2);
    }

    .hooks,
    .deliveries,
    .tries {
      display: grid;
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .hooks {
      gap: var(--_space-4);
      max-inline-size: 56rem;
    }

    .hook {
      display: grid;
      gap: var(--_space-3);
      min-inline-size: 0;
      padding: var(--_space-4);
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      overflow-wrap: anywhere;
    }

    .hook-head {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: var(--_space-1) var(--_space-3);
    }

    .hook-head .tag {
      grid-area: 1 / 2;
      align-self: start;
    }

    /* The address has the whole width, below the tag, too. */
    .hook-title {
      display: grid;
      grid-area: 1 / 1 / auto / -1;
      grid-template-columns: subgrid;
      row-gap: var(--_space-1);
      min-inline-size: 0;
    }

    .hook-event {
      font-weight: 650;
    }

    .hook-address {
      grid-column: 1 / -1;
      display: -webkit-box;
      overflow: hidden;
      color: var(--_color-text-muted);
      font-family: var(--_font-family-mono);
      font-size: var(--_font-size-s);
      text-align: start;
      word-break: break-all;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }

    .hook-address.whole {
      display: block;
    }

    .whole-address {
      justify-self: start;
    }

    :host(:dir(rtl)) .hook-address {
      text-align: end;
    }

    .hook-method {
      font-weight: 600;
    }

    .last,
    .delivery-head,
    .try {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-2);
    }

    .outcome {
      display: flex;
      gap: var(--_space-2);
      padding: var(--_space-2) var(--_space-3);
      border-radius: var(--_radius-s);
      background: var(--_color-surface-sunken);
      font-weight: 600;
    }

    .outcome span {
      min-inline-size: 0;
    }

    .outcome.success {
      background: var(--_color-success-soft);
      color: var(--_color-success);
    }

    .outcome.danger {
      background: var(--_color-danger-soft);
      color: var(--_color-danger);
    }

    .log {
      display: grid;
      gap: var(--_space-3);
      justify-items: start;
      padding-block-start: var(--_space-3);
      border-block-start: 1px solid var(--_color-border);
    }

    .log[hidden] {
      display: none;
    }

    .log-head {
      align-items: center;
    }

    .deliveries {
      inline-size: 100%;
    }

    .delivery {
      display: grid;
      gap: var(--_space-2);
      justify-items: start;
      min-inline-size: 0;
      padding-block: var(--_space-3);
    }

    .delivery + .delivery {
      border-block-start: 1px solid var(--_color-border);
    }

    .delivery-type {
      font-weight: 600;
    }

    .tries {
      gap: var(--_space-1);
      padding-inline-start: var(--_space-3);
      border-inline-start: 2px solid var(--_color-border);
      font-size: var(--_font-size-s);
    }

    .try .failed {
      color: var(--_color-danger);
      font-weight: 600;
    }

    .hook-dialog {
      inline-size: min(100% - 2rem, 40rem);
    }

    .hook-dialog .form {
      gap: var(--_space-4);
    }

    .hook-dialog .setting {
      margin: 0;
      padding: 0;
      border: 0;
    }

    .secret {
      font-family: var(--_font-family-mono);
    }

    .copy-outcome:empty {
      display: none;
    }

    @container (inline-size >= 45rem) {
      .whole-address.narrow {
        display: none;
      }
    }

    @container (inline-size < 30rem) {
      .hook-tools .button {
        flex: 1 1 auto;
      }
    }
  `,
];
