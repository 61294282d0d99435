import { css } from 'lit';

/** The fields of the client, one line each while their sources agree. */
export const clientInformationStyles = css`
  .fields .value {
    margin-inline-end: var(--_space-2);
  }

  .differences {
    display: contents;
  }

  .sources {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-3);
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: var(--_font-size-s);
    font-weight: 400;
  }

  .source {
    color: var(--_color-text-muted);
  }
`;
