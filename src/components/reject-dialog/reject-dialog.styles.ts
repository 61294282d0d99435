import { css } from 'lit';

export const styles = css`
  .dialog {
    --_dialog-size: 46rem;
  }

  .reasons {
    display: grid;
    gap: var(--_space-4);
    align-items: start;
  }

  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-block-end: var(--_space-2);
    overflow-wrap: anywhere;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }

  .choice {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: var(--_space-2);
    max-inline-size: 100%;
    min-block-size: var(--_control-height);
    padding: var(--_space-1) var(--_space-3);
    border: 1px solid var(--_color-border-strong);
    border-radius: var(--_radius-s);
    background: var(--_color-surface);
    cursor: pointer;
    overflow-wrap: anywhere;
  }

  .choice bdi {
    min-inline-size: 0;
  }

  .choice:hover {
    background: var(--_color-hover);
  }

  .choice:has(:focus-visible) {
    outline: 2px solid var(--_color-focus);
    outline-offset: 2px;
  }

  /*
   * The native control is transparent and covers its label, for people who explore the screen by
   * touch.
   */
  .choice input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    pointer-events: none;
  }

  .mark {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 1.125rem;
    block-size: 1.125rem;
    border: 1.5px solid var(--_color-border-strong);
    font-size: 0.75rem;
  }

  .group .mark {
    border-radius: 50%;
  }

  .reason .mark {
    border-radius: 0.25rem;
  }

  .choice.chosen {
    border-color: var(--_tone);
    background: var(--_tone-soft);
    color: var(--_tone);
    box-shadow: inset 0 0 0 1px var(--_tone);
    font-weight: 600;
  }

  .choice.chosen .mark {
    border-color: var(--_tone);
    background: var(--_tone);
    color: var(--_on-tone);
  }

  .group {
    --_tone: var(--_color-accent);
    --_tone-soft: var(--_color-accent-soft);
    --_on-tone: var(--_color-on-accent);
  }

  .reason {
    --_tone: var(--_color-danger);
    --_tone-soft: var(--_color-danger-soft);
    --_on-tone: var(--_color-on-danger);
  }

  .count {
    display: inline-grid;
    place-items: center;
    flex: none;
    min-inline-size: 1.375rem;
    margin-inline-start: auto;
    padding-inline: var(--_space-1);
    border-radius: var(--_radius-pill);
    background: var(--_color-danger);
    color: var(--_color-on-danger);
    font-size: var(--_font-size-s);
    font-weight: 600;
  }

  fieldset:disabled .choice {
    opacity: 0.7;
    cursor: not-allowed;
  }

  .missing {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    color: var(--_color-danger);
    font-weight: 600;
  }

  .missing:empty,
  .missing:not(:has(.icon)) {
    display: none;
  }

  .selection {
    display: grid;
    gap: var(--_space-2);
  }

  .selected {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .selected .tag {
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }

  .remove {
    margin-inline-end: calc(-1 * var(--_space-1));
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: inherit;
    font-size: 0.75rem;
    cursor: pointer;
  }

  .remove:hover {
    background: var(--_color-surface);
  }

  .clear {
    margin-inline-end: auto;
  }

  @media (width >= 40rem) {
    .reasons {
      grid-template-columns: minmax(0, 15rem) minmax(0, 1fr);
      gap: var(--_space-5);
    }

    .groups .choices {
      flex-direction: column;
      align-items: stretch;
    }
  }

  @media (width < 40rem) {
    .form-footer .clear {
      flex-basis: 100%;
    }
  }

  @media (forced-colors: active) {
    .choice.chosen {
      border: 2px solid Highlight;
    }

    .choice.chosen .mark {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
