import { css } from 'lit';

/**
 * A printed page is complete and light, and has no controls. For elements that print with a session.
 * A button that is a text, too, has the class `printed`.
 */
export const printStyles = css`
  @media print {
    :host {
      color-scheme: light;
      print-color-adjust: exact;
    }

    button:not(.printed),
    form,
    [role='tablist'] {
      /* stylelint-disable-next-line declaration-no-important -- Overrules the styles of every control. */
      display: none !important;
    }

    details::details-content {
      content-visibility: visible;
    }

    summary {
      list-style: none;
    }

    :is(h2, h3, h4, summary) {
      break-after: avoid;
    }

    :is(figure, tr, li, dl > div, .tag) {
      break-inside: avoid;
    }
  }
`;
