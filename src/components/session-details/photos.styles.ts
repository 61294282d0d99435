import { css } from 'lit';

/** The photos beside the data. */
export const photoStyles = css`
  .gallery {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: var(--_space-3);
    align-items: start;
  }

  .figure {
    position: relative;
    margin: 0;
  }

  .figure.selfie {
    --kv-photo-aspect-ratio: 1;
  }

  .figure kv-photo {
    --kv-photo-radius: var(--_radius-m);
  }

  .figure figcaption {
    padding-block-start: var(--_space-1);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  /* Covers the picture, so that a click anywhere on it enlarges it. */
  .enlarge {
    position: absolute;
    inset: 0;
    display: block;
    inline-size: 100%;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-m);
    background: none;
    cursor: zoom-in;
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

  @container (inline-size >= 62rem) {
    .gallery {
      grid-template-columns: 1fr;
    }
  }

  .photos > .hidden {
    justify-content: center;
    padding: var(--_space-6) var(--_space-4);
    border: 1px dashed var(--_color-border-strong);
    border-radius: var(--_radius-m);
  }

  /* The face stays in view while the data beside it is read. */
  @container (inline-size >= 62rem) {
    .photos {
      position: sticky;
      inset-block-start: var(--_space-3);
      max-block-size: calc(100dvb - 7rem);
      overflow-y: auto;
    }
  }
`;
