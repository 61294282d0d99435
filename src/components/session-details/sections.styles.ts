import { css } from 'lit';

/** The sections with the data of a session, and the buttons that lead there. */
export const sectionStyles = css`
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

  @container (44rem <= inline-size < 62rem) or (inline-size >= 80rem) {
    .group {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .group > .wide {
      grid-column: 1 / -1;
    }
  }
`;
