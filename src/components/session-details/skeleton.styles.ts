import { css } from 'lit';

/** What takes the place of a session while it loads. */
export const skeletonStyles = css`
  .bone {
    display: block;
    border-radius: var(--_radius-s);
    background: var(--_color-border);
    animation: breathe 1.6s ease-in-out infinite;
  }

  .bone.title {
    inline-size: 16rem;
    max-inline-size: 100%;
    block-size: 2rem;
    margin-block: var(--_space-2);
  }

  .bone.photo {
    aspect-ratio: 3 / 4;
  }

  .bone.card {
    aspect-ratio: 7 / 5;
  }

  .bone.label {
    inline-size: 14rem;
    block-size: 1.5rem;
    margin-block: var(--_space-2);
  }

  .bone.reason {
    block-size: 5rem;
  }

  .bone.line {
    block-size: 1rem;
    margin-block: 0.875rem;
  }

  .bone.line:nth-child(odd) {
    inline-size: 80%;
  }

  .bone.line:nth-child(even) {
    inline-size: 60%;
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
`;
