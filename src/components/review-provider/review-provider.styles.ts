import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;

    /* A provider inside another one has its own company. */
    --_brand-accent: initial;
    --_brand-radius: initial;
    --_brand-fonts: initial;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([theme='auto']) {
    color-scheme: light dark;
  }
`;
