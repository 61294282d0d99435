import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';
import { formStyles } from '../../styles/forms.js';
import { noticeStyles } from '../../ui/notice.js';

/** The button, and what stands beside it during an export. */
export const exportLayout = css`
  .export {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
  }

  .progress {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-2);
  }

  progress {
    inline-size: 6rem;
    accent-color: var(--_color-accent);
  }

  .count,
  .outcome {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-variant-numeric: tabular-nums;
  }

  .outcome:empty {
    display: none;
  }

  .message {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-2);
    color: var(--_color-danger);
    font-size: var(--_font-size-s);
  }
`;

const hostLayout = css`
  :host {
    display: inline-block;
  }
`;

export const styles = [buttonStyles, formStyles, noticeStyles, hostLayout, exportLayout];
