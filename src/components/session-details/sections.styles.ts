import { css } from 'lit';

/** The sections with the data of a session, and the buttons that lead there. */
export const sectionStyles = css`
  .ways {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--_space-2);
    min-inline-size: 0;
    border-block-end: 1px solid var(--_color-border);
  }

  .ways .tabs {
    margin-block-end: -1px;
    border: 0;
  }

  .jumps {
    display: flex;
    flex-wrap: wrap;
  }

  .jump {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    min-block-size: 2rem;
    padding: 0 0.375rem;
    border: 0;
    border-radius: var(--_radius-pill);
    background: none;
    color: var(--_color-text-muted);
    font: inherit;
    font-size: var(--_font-size-s);
    font-weight: 600;
    cursor: pointer;
  }

  /* The summary is beside the photos, where the page begins. */
  @container (inline-size >= 62rem) {
    .jump.summary {
      display: none;
    }

    .ways .tabs {
      gap: 0;
    }

    .ways .tab {
      padding-inline: var(--_space-2);
    }
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
    margin-block-end: var(--_space-1);
  }

  .section-head .section-title {
    margin: 0;
  }

  .section-title:focus-visible {
    outline-offset: 4px;
  }

  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_color-accent-text);
    font: inherit;
    font-weight: 600;
    text-align: inherit;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }

  .section-head .link {
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

  /* While the timeline loads, there is room to scroll it to the top. */
  .timeline[open] {
    min-block-size: 20rem;
  }

  /* It loads when it is opened, so a closed one has nothing to print. */
  @media print {
    .timeline:not([open]) {
      display: none;
    }
  }

  [open] > .disclosure {
    margin-block-end: var(--_space-3);
  }

  .section {
    padding: var(--_space-2) var(--_space-4) var(--_space-3);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface-raised);
    container-type: inline-size;
  }

  /* Later sections stay below the window while this one loads. */
  .pending {
    block-size: 28rem;
  }

  .section-title {
    margin: 0 0 var(--_space-2);
    font-size: var(--_font-size);
    font-weight: 650;
  }

  /* Lines stay short, so that one screen shows all fields and findings. */
  .decision .description {
    gap: 0 var(--_space-3);
    padding-block: 0.1875rem;
  }

  .fields .description {
    grid-template-columns: minmax(8.25rem, 2fr) minmax(0, 3fr);
  }

  .results .description {
    grid-template-columns: minmax(7.25rem, 2fr) minmax(0, 3fr);
  }

  .results dt {
    font-size: var(--_font-size-s);
    line-height: 1.35;
    align-self: baseline;
  }

  @container (inline-size < 13rem) {
    .decision .description {
      grid-template-columns: 1fr;
    }
  }

  @container (44rem <= inline-size < 62rem) or (inline-size >= 68rem) {
    .group {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .group > :is(.wide, .part-failure, [open]) {
      grid-column: 1 / -1;
    }
  }
`;
