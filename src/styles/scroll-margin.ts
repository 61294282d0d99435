import { css } from 'lit';

/**
 * What has the focus scrolls clear of the bars that stay in view (WCAG 2.2, 2.4.11). The element with
 * the bars sets both lengths on their descendants.
 */
export const scrollMarginStyles = css`
  * {
    scroll-margin-block: calc(var(--_scroll-start, 0px) + 0.5rem)
      calc(var(--_scroll-end, 0px) + 0.5rem);
  }
`;
