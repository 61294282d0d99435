import { css } from 'lit';

export const styles = css`
  .acknowledgements {
    display: grid;
    gap: var(--_space-3);
    min-inline-size: 0;
    margin: 0;
    padding: var(--_space-3) var(--_space-4);
    border: 1px solid color-mix(in srgb, var(--_color-danger) 30%, transparent);
    border-radius: var(--_radius-m);
    background: var(--_color-danger-soft);
    overflow-wrap: anywhere;
  }

  .acknowledgements legend {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    float: inline-start;
    inline-size: 100%;
    color: var(--_color-danger);
  }

  .acknowledgement {
    display: grid;
    gap: var(--_space-1);
    clear: both;
  }

  .acknowledgement label {
    display: flex;
    align-items: start;
    gap: var(--_space-2);
    cursor: pointer;
  }

  .acknowledgement input {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0.125rem 0 0;
    accent-color: var(--_color-accent);
  }

  .acknowledgement input[aria-invalid='true'] {
    outline: 2px solid var(--_color-danger);
    outline-offset: 1px;
  }

  .acknowledgement input:focus-visible {
    outline: 2px solid var(--_color-focus);
    outline-offset: 2px;
  }

  .entries {
    margin: 0;
    padding: 0;
    padding-inline-start: 1.75rem;
    list-style: none;
    font-size: var(--_font-size-s);
  }
`;
