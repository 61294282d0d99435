import { css } from 'lit';

/** What switches and fields of text need besides `sectionStyles`. */
export const controlStyles = [
  css`
    .entry {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2);
    }

    .entry .field {
      flex: 1 1 12rem;
      min-inline-size: 0;
    }

    .entry .field.number {
      flex: none;
      inline-size: 8rem;
    }

    .suffix {
      color: var(--_color-text-muted);
    }

    .switch {
      display: flex;
      align-items: start;
      justify-content: space-between;
      gap: var(--_space-4);
      cursor: pointer;
    }

    .switch + .meaning {
      margin-block-start: calc(-1 * var(--_space-1));
    }

    /* The texts end where the switch begins. */
    .setting:has(> .switch) > p {
      padding-inline-end: calc(2.5rem + var(--_space-4));
    }

    .switch input {
      appearance: none;
      flex: none;
      position: relative;
      inline-size: 2.5rem;
      block-size: 1.5rem;
      margin: 0;
      cursor: inherit;
      border: 1px solid var(--_color-border-strong);
      border-radius: var(--_radius-pill);
      background: var(--_color-surface-sunken);
      transition: background-color 120ms;
    }

    .switch input::before {
      content: '';
      position: absolute;
      inset-block-start: 0.1875rem;
      inset-inline-start: 0.1875rem;
      inline-size: 1rem;
      block-size: 1rem;
      border-radius: 50%;
      background: var(--_color-border-strong);
      transition: inset-inline-start 120ms;
    }

    .switch input:checked {
      border-color: var(--_color-accent);
      background: var(--_color-accent);
    }

    .switch input:checked::before {
      inset-inline-start: 1.1875rem;
      background: var(--_color-on-accent);
    }

    @media (forced-colors: active) {
      .switch input::before {
        background: ButtonText;
      }

      .switch input:checked {
        border-color: Highlight;
        background: Highlight;
      }

      .switch input:checked::before {
        background: HighlightText;
      }
    }
  `,
];
