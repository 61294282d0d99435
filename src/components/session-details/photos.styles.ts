import { css } from 'lit';

/** The photos beside the data. */
export const photoStyles = css`
  .gallery {
    display: flex;
    gap: var(--_space-3);
    align-items: start;
  }

  .pile {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    gap: var(--_space-2);
    min-inline-size: 0;
  }

  /*
   * Makes the faces equally large, with both pictures whole. The portrait on a passport (TD3) or a card
   * (TD1) takes half the height of a picture that the document fills (ICAO Doc 9303-4 and 9303-5), and
   * 45 % with a margin around it; a head takes three quarters of a portrait and half of a selfie.
   */
  .selfies {
    flex: 37;
  }

  .selfies:only-child {
    max-inline-size: 16rem;
  }

  .documents {
    flex: 100;
  }

  .figure {
    position: relative;
    min-inline-size: 0;
    margin: 0;
  }

  .figure kv-photo {
    --kv-photo-radius: var(--_radius-s);
  }

  .figure figcaption {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  /* Covers the picture, so that a click anywhere on it enlarges it. */
  .enlarge {
    position: absolute;
    inset: 0;
    display: block;
    inline-size: 100%;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    cursor: zoom-in;
  }

  .enlarge:focus-visible {
    outline-offset: -2px;
  }

  .enlarge-icon {
    position: absolute;
    inset-block-start: var(--_space-2);
    inset-inline-end: var(--_space-2);
    display: grid;
    padding: var(--_space-1);
    border-radius: var(--_radius-s);
    background: var(--_color-surface-raised);
    color: var(--_color-text);
    opacity: 0;
    transition: opacity 120ms;
  }

  .enlarge:hover .enlarge-icon,
  .enlarge:focus-visible .enlarge-icon {
    opacity: 1;
  }

  .compare {
    justify-self: start;
    min-block-size: 1.5rem;
    font-size: var(--_font-size-s);
  }

  @media (hover: none) {
    .enlarge-icon {
      opacity: 1;
    }
  }

  .no-photos {
    display: grid;
    justify-items: center;
    gap: var(--_space-2);
    margin: 0;
    padding: var(--_space-6) var(--_space-4);
    border: 1px dashed var(--_color-border-strong);
    border-radius: var(--_radius-m);
    color: var(--_color-text-muted);
  }

  .photos > .hidden {
    justify-content: center;
    padding: var(--_space-6) var(--_space-4);
    border: 1px dashed var(--_color-border-strong);
    border-radius: var(--_radius-m);
  }

  /* Both sides of a document beside each other. */
  @container (36rem <= inline-size < 62rem) {
    .documents:has(> :nth-child(2)) {
      flex: 200;
    }
  }

  @container (inline-size >= 62rem) {
    .pile {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
