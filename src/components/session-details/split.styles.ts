import { css } from 'lit';

/** The session, and beside it the sheet that edits its client. */
export const splitStyles = css`
  /* The layout follows the room that the sheet leaves. */
  .content {
    container-type: inline-size;
    min-inline-size: 0;
  }

  .split:has(> kv-edit-dialog[open][beside]) {
    --kv-edit-dialog-inset: var(--kv-session-details-inset, 0px);
    --_photos-size: 42dvb;
    display: grid;
    grid-template-columns: minmax(0, 1fr) 24rem;
    gap: var(--_space-4);
  }

  /* Above the data, too, the photos stay in view while the agent types. */
  @container (inline-size < 62rem) {
    @media (height >= 40rem) {
      .split:has(> kv-edit-dialog[open][beside]) .photos {
        position: sticky;
        inset-block-start: var(--_scroll-start);
        z-index: 2;
        max-block-size: var(--_photos-size);
        padding-block: var(--_space-2);
        background: var(--_color-surface);
        overflow-y: auto;
      }

      .split:has(> kv-edit-dialog[open][beside]) .main {
        --_scroll-start: calc(var(--kv-session-details-inset, 0px) + var(--_photos-size));
      }
    }
  }
`;
