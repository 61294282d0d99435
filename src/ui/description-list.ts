import { css, html, type TemplateResult } from 'lit';

export interface Description {
  readonly term: string;
  readonly value: unknown;
}

/** Terms and values in two aligned columns, or in one where space is short. */
export function renderDescriptions(descriptions: readonly Description[]): TemplateResult {
  return html`<dl class="descriptions">
    ${descriptions.map(
      ({ term, value }) =>
        html`<div class="description">
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** For use inside an inline-size container. */
export const descriptionStyles = css`
  .descriptions {
    margin: 0;
  }

  .description {
    display: grid;
    grid-template-columns: minmax(8rem, 2fr) minmax(0, 3fr);
    gap: var(--_space-1) var(--_space-4);
    padding-block: var(--_space-2);
    border-block-end: 1px solid var(--_color-border);
  }

  .description:last-child {
    border-block-end: 0;
  }

  .description dt {
    color: var(--_color-text-muted);
  }

  .description dd {
    margin: 0;
    min-inline-size: 0;
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  @container (inline-size < 18rem) {
    .description {
      grid-template-columns: 1fr;
      gap: 0;
    }
  }
`;
