import { css, html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';

import { inks, type Ink } from './chart-data.js';

const otherColors = ['text', 'text-muted', 'border', 'surface', 'surface-raised'] as const;
const colors = [...inks, ...otherColors] as const;

/** What a drawing on a canvas takes from the page, as values that a canvas understands. */
export interface Look {
  readonly colors: Readonly<Record<Ink | (typeof otherColors)[number], string>>;
  readonly fontFamily: string;
  /** In pixels. */
  readonly fontSize: number;
  readonly isRightToLeft: boolean;
  /** Device pixels for each pixel of the page. */
  readonly pixelRatio: number;
}

/**
 * Reads the look of its host's place in the page, and updates the host when it changes: the tokens, the
 * colour scheme, forced colours, the size of the text, the direction, the zoom. On paper it is light.
 *
 * Nothing tells an element that a custom property has changed. A transition of a hidden element does.
 */
export class LookController implements ReactiveController {
  look: Look | undefined;

  readonly #host: LitElement;
  readonly #resizes = new ResizeObserver(() => this.#read());
  #probe: HTMLElement | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('resize', this.#read);
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#onPrint);
    if (this.#probe) this.#resizes.observe(this.#probe);
  }

  hostUpdated(): void {
    const probe = this.#host.renderRoot.querySelector<HTMLElement>('.look');
    if (probe === this.#probe) return;
    this.#resizes.disconnect();
    this.#probe = probe;
    // Reports the first size, too.
    if (probe) this.#resizes.observe(probe);
  }

  hostDisconnected(): void {
    removeEventListener('resize', this.#read);
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#onPrint);
    this.#resizes.disconnect();
  }

  /** The hidden elements whose styles are read, for the host's template. */
  render(): TemplateResult {
    return html`<span class="look" aria-hidden="true" @transitionend=${this.#read}>
      ${colors.map((color) => html`<i class=${color}></i>`)}<i class="direction"></i>
    </span>`;
  }

  readonly #read = (): void => {
    const probe = this.#probe;
    if (!probe?.isConnected) return;
    const { fontFamily, fontSize } = getComputedStyle(probe);
    const values = colors.map((color, index) => {
      const element = probe.children[index];
      return [color, element ? getComputedStyle(element).color : ''];
    });
    const look: Look = {
      colors: Object.fromEntries(values) as Look['colors'],
      fontFamily,
      fontSize: parseFloat(fontSize),
      isRightToLeft: probe.matches(':dir(rtl)'),
      pixelRatio: devicePixelRatio,
    };
    if (JSON.stringify(look) === JSON.stringify(this.look)) return;
    this.look = look;
    this.#host.requestUpdate();
  };

  /** The styles of paper do not apply yet when it is announced. */
  readonly #onPrint = ({ type }: Event): void => {
    this.#probe?.classList.toggle('on-paper', type === 'beforeprint');
    this.#read();
  };
}

export const lookStyles = css`
  .look {
    position: absolute;
    inline-size: 1em;
    block-size: 1em;
    overflow: hidden;
    visibility: hidden;
    font-size: var(--_font-size-s);
    pointer-events: none;
  }

  .look i {
    /* stylelint-disable-next-line declaration-no-important -- It is not seen; it reports changes, also to readers who prefer less motion. */
    transition: color 1ms linear !important;
    forced-color-adjust: none;
  }

  .look.on-paper {
    color-scheme: light;
  }

  .look.on-paper i {
    /* stylelint-disable-next-line declaration-no-important -- The colours of paper are read at once. */
    transition: none !important;
  }

  .look .accent {
    color: var(--_color-accent-text);
  }

  .look .success {
    color: var(--_color-success);
  }

  .look .danger {
    color: var(--_color-danger);
  }

  .look .warning {
    color: var(--_color-warning);
  }

  .look .muted {
    color: var(--_color-border-strong);
  }

  .look .text {
    color: var(--_color-text);
  }

  .look .text-muted {
    color: var(--_color-text-muted);
  }

  .look .border {
    color: var(--_color-border);
  }

  .look .surface {
    color: var(--_color-surface);
  }

  .look .surface-raised {
    color: var(--_color-surface-raised);
  }

  .look .direction {
    color: CanvasText;
  }

  :host(:dir(rtl)) .look .direction {
    color: Canvas;
  }

  @media (forced-colors: active) {
    .look :is(.success, .danger, .warning, .muted, .text, .text-muted) {
      color: CanvasText;
    }

    .look .border {
      color: GrayText;
    }

    .look .accent {
      color: Highlight;
    }

    .look :is(.surface, .surface-raised) {
      color: Canvas;
    }
  }
`;
