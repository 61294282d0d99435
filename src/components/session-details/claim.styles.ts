import { css, type CSSResult } from 'lit';

export const claimStyles: CSSResult[] = [
  css`
    .claim {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-2);
      min-inline-size: 0;
    }

    /* The header has room for them beside the buttons that decide. */
    .claim .claim-button {
      padding-inline: var(--_space-2);
      font-size: var(--_font-size-s);
    }

    .claim-text,
    .claim-loss {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-inline-size: 0;
      margin: 0;
      font-size: var(--_font-size-s);
      line-height: 1.35;
      overflow-wrap: anywhere;
    }

    .claim-text {
      color: var(--_color-text-muted);
    }

    .claim.other .claim-text {
      color: var(--_color-warning);
      font-weight: 600;
    }

    .claim-loss {
      flex-basis: 100%;
      color: var(--_color-danger);
      font-weight: 600;
    }

    .claim-loss:empty {
      display: none;
    }
  `,
];
