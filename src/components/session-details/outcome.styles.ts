import { css } from 'lit';

/** How the session ended. */
export const outcomeStyles = css`
  .outcome {
    display: grid;
    gap: var(--_space-1);
    margin: 0;
    padding: var(--_space-2) var(--_space-4);
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

  .concern-list {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
    gap: 0 var(--_space-4);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .concern {
    display: flex;
    align-items: start;
    gap: var(--_space-2);
    inline-size: 100%;
    min-block-size: 1.5rem;
    padding: 0.125rem 0;
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    color: inherit;
    font: inherit;
    text-align: inherit;
    cursor: pointer;
  }

  .concern .icon {
    flex: none;
    margin-block-start: 0.125rem;
    color: var(--_color-text-muted);
  }

  .concern.danger {
    font-weight: 600;
  }

  .concern.danger .icon {
    color: var(--_color-danger);
  }

  .concern.settled .icon {
    color: var(--_color-success);
  }

  .concern-text {
    min-inline-size: 0;
  }

  .concern-link {
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentcolor 40%, transparent);
    text-underline-offset: 0.2em;
  }

  .concern:hover .concern-link {
    text-decoration-color: currentcolor;
  }

  .concern-detail {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: 400;
  }

  .concern-detail.excerpt {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 1;
    overflow: hidden;
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
