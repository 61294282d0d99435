import { directionOf } from '../../i18n/direction.js';
import { afterFirstScreen } from '../../ui/when-idle.js';

/**
 * Marks an element with the language of its texts where the page around it has another one. A direction that
 * the host page has set stays. Until the page has loaded, nothing changes: frameworks compare the attributes
 * of a server-rendered page with their own.
 */
export class LanguageMark {
  readonly #element: HTMLElement;
  #lang = '';
  /** What the mark has set itself. */
  #own = { lang: '', dir: '' };

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Without a language, marks the element again, which may have been moved. */
  set(lang = this.#lang): void {
    this.#lang = lang;
    if (!lang) return;
    if (document.readyState === 'complete') this.#apply();
    else addEventListener('load', () => afterFirstScreen(this.#apply), { once: true });
  }

  #write(name: 'lang' | 'dir', value: string): void {
    this.#element[name] = this.#own[name] = value;
    if (!value) this.#element.removeAttribute(name);
  }

  readonly #apply = (): void => {
    const element = this.#element;
    const lang = this.#lang;
    const around = element.parentElement?.closest<HTMLElement>('[lang]')?.lang;
    if (around === lang && element.lang === this.#own.lang) this.#write('lang', '');
    else if (element.lang !== lang) this.#write('lang', lang);
    if (element.dir !== this.#own.dir) return;
    this.#write('dir', '');
    const dir = directionOf(lang);
    if (!element.matches(`:dir(${dir})`)) this.#write('dir', dir);
  };
}
