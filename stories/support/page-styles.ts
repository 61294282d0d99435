import { css } from 'lit';

import { declarationsOf, sampleBrands } from './brands.js';

const sheet = css`
  .story-page {
    box-sizing: border-box;
    padding: 1.5rem;
    background: light-dark(#f4f6f9, #0f131a);
    color: light-dark(#17202e, #e9edf4);
    font-family: system-ui, sans-serif;
  }

  .story-page button {
    padding: 0.5rem 0.75rem;
    border: 1px solid light-dark(#7a869b, #78839a);
    border-radius: 0.375rem;
    background: light-dark(#ffffff, #1c212c);
    color: inherit;
    font: inherit;
  }

  .sb-show-main:not(:has(.sbdocs)) .story-page {
    min-block-size: 100vh;
  }

  .story-narrow {
    max-inline-size: 20rem;
  }

  .story-header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 1rem;
    margin-block-end: 1rem;
  }

  .story-header h1,
  .story-header h2 {
    margin: 0;
    font-size: 1.25rem;
  }

  .story-columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr));
    gap: 2rem;
  }

  .story-tokens {
    border-collapse: collapse;
    font-size: 0.875rem;
  }

  .story-tokens :is(th, td) {
    padding: 0.375rem 0.75rem;
    border-block-end: 1px solid light-dark(#dce1ea, #2e3544);
    text-align: start;
  }

  .story-swatch {
    display: inline-block;
    inline-size: 3rem;
    block-size: 1.25rem;
    border: 1px solid light-dark(#7a869b, #78839a);
    border-radius: 0.25rem;
    vertical-align: middle;
  }

  .story-brand {
    margin: -1.5rem;
    padding: 1.5rem;
    background: var(--kv-color-surface-sunken);
  }

  .story-accent {
    --kv-color-accent: #ffb300;
  }

  .story-compact {
    --kv-font-size: 0.8125rem;
    --kv-font-size-s: 0.75rem;
    --kv-space-3: 0.5rem;
    --kv-space-4: 0.75rem;
    --kv-space-5: 1rem;
    --kv-space-6: 1.5rem;
    --kv-control-height: 2rem;
  }
`.styleSheet;

const brands = new CSSStyleSheet();
brands.replaceSync(
  sampleBrands
    .map((brand) => `.story-brand-${brand.name.toLowerCase()} { ${declarationsOf(brand)} }`)
    .join('\n'),
);

/** Styles the page around the elements. */
export function adoptPageStyles(): void {
  if (!sheet || document.adoptedStyleSheets.includes(sheet)) return;
  document.adoptedStyleSheets.push(sheet, brands);
}
