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
    block-size: 1.75rem;
  }

  .bone.photo {
    aspect-ratio: 1;
  }

  .bone.card {
    aspect-ratio: 7 / 5;
  }

  .bone.line {
    block-size: 1rem;
    margin-block: var(--_space-3);
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
