import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
    vertical-align: middle;
    line-height: 1;
  }

  .badge {
    display: inline-block;
    min-inline-size: 1.375rem;
    padding: 0.25rem 0.4375rem;
    border-radius: var(--_radius-pill);
    background: var(--kv-awaiting-badge-background, var(--_color-accent));
    color: var(--kv-awaiting-badge-color, var(--_color-on-accent));
    font-size: 0.8125rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    line-height: 0.875rem;
    text-align: center;
    white-space: nowrap;
  }

  .unknown {
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
    cursor: help;
  }

  .overdue {
    background: var(--_color-danger);
    color: var(--_color-on-danger);
  }

  .overdue .icon {
    inline-size: 0.75rem;
    block-size: 0.75rem;
    margin-inline-end: 0.125rem;
    vertical-align: -0.0625rem;
  }

  @media (forced-colors: active) {
    .badge {
      border: 1px solid currentcolor;
    }
  }
`;
