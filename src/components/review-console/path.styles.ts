import { css } from 'lit';

export const pathStyles = css`
  .page.session {
    --kv-session-details-inset: calc(var(--kv-review-console-inset, 0px) + var(--_path-size, 0px));
  }

  .path {
    position: sticky;
    inset-block-start: var(--kv-review-console-inset, 0);
    z-index: 4;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-4);
    margin-block-end: var(--_space-2);
    padding: 0 var(--_space-2);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface-raised);
  }

  .path .button {
    min-block-size: 2.25rem;
    margin-block: 2px;
  }

  .path.verify {
    border-color: color-mix(in srgb, var(--_color-success) 35%, transparent);
    background: var(--_color-success-soft);
  }

  .path.reject {
    border-color: color-mix(in srgb, var(--_color-danger) 35%, transparent);
    background: var(--_color-danger-soft);
  }

  .news {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-2);
    flex: 1 1 auto;
    min-inline-size: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }

  .path.verify .news strong {
    color: var(--_color-success);
  }

  .path.reject .news strong {
    color: var(--_color-danger);
  }

  .switch {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: 2rem;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    cursor: pointer;
  }

  .switch input {
    flex: none;
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    accent-color: var(--_color-accent);
    cursor: inherit;
  }

  .back {
    padding-inline: var(--_space-2);
    text-align: inherit;
  }

  .arrow {
    display: grid;
    flex: none;
  }

  .arrow:dir(rtl),
  .onward:dir(ltr) {
    transform: scaleX(-1);
  }

  .onward:dir(rtl) {
    transform: none;
  }

  .count {
    min-inline-size: 1.5rem;
    padding-inline: var(--_space-1);
    border: 1px solid currentcolor;
    border-radius: var(--_radius-pill);
    font-size: var(--_font-size-s);
    font-variant-numeric: tabular-nums;
    line-height: 1.4;
  }

  @container (inline-size < 40rem) {
    .next {
      flex: 1 1 auto;
    }

    .path {
      row-gap: 0;
    }

    /* The help has the same switch. */
    .switch {
      display: none;
    }
  }

  @media print {
    .path {
      display: none;
    }
  }

  /* A low or much enlarged window has no room for bars that stay. */
  @media (height < 30rem) {
    .page.session {
      --kv-session-details-inset: var(--kv-review-console-inset, 0px);
    }

    .path {
      position: static;
    }
  }
`;
