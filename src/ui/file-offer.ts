import type { LitElement, ReactiveController } from 'lit';

import type { LocalizeController } from '../controllers/localize.js';
import { fileTexts } from '../i18n/en.file.js';

// A part without templates and styles, so that a page does not load lit in a file of its own for it.
export { fileTexts as texts };
export const styles = [];

/**
 * - `offered`: the browser has the file. It does not tell the page whether it saves it.
 * - `blocked`: the page may not download files, because it is in a sandboxed frame or the host page prevents it.
 */
export type DownloadOutcome = 'offered' | 'blocked';

export interface FileOwner {
  readonly host: LitElement;
  readonly localize: LocalizeController;
  /** The file is discarded when it returns another adapter, and so another user. */
  readonly api: () => unknown;
}

/** A browser may read the file only some time after the click. */
const readDelayMs = 3000;

/**
 * A file that was given to the browser's downloads. Where these may be blocked, the user can open it by a
 * link: browsers drop the downloads of a sandboxed frame without an event.
 */
export class OfferedFile implements ReactiveController {
  readonly outcome: DownloadOutcome;

  readonly #owner: FileOwner;
  readonly #api: unknown;
  readonly #urls: string[];
  #link: HTMLElement | undefined;
  #isReleased = false;
  /** The browser did not open the link. */
  #isUnopened = false;

  constructor(file: Blob, name: string, owner: FileOwner) {
    this.#owner = owner;
    this.#api = owner.api();
    const url = URL.createObjectURL(file);
    this.#urls = [url];
    this.outcome = download(url, name);
    if (this.#isInDoubt) this.#link = this.#createLink(file);
    else this.#revoke();
    owner.host.addController(this);
    owner.host.requestUpdate();
  }

  hostUpdate(): void {
    if (this.#api !== this.#owner.api()) this.release();
  }

  hostDisconnected(): void {
    this.release();
  }

  /** What became of the file in words. */
  get text(): string {
    return this.#isReleased ? '' : this.#owner.localize.term(`file.${this.outcome}`);
  }

  /** The same, if the user does not see the download itself. */
  get doubt(): string {
    return this.#isInDoubt ? this.text : '';
  }

  /** The link to the file, if the user may need it. */
  get link(): HTMLElement | undefined {
    if (!this.#link) return undefined;
    const { localize } = this.#owner;
    const [link, hint] = this.#link.children;
    if (link) link.textContent = localize.term('file.open');
    if (hint) hint.textContent = this.#isUnopened ? localize.term('file.unopened') : '';
    return this.#link;
  }

  /** Discards the file. Its link no longer opens it. */
  release(): void {
    this.#isReleased = true;
    this.#link = undefined;
    this.#revoke();
    this.#owner.host.removeController(this);
  }

  get #isInDoubt(): boolean {
    return this.outcome === 'blocked' || mayBeSandboxed();
  }

  #createLink(file: Blob): HTMLElement {
    // A tab shows plain text. It would download CSV, which is what may be blocked.
    if (file.type !== 'application/pdf') {
      const text = new Blob([file], { type: 'text/plain;charset=utf-8' });
      this.#urls.push(URL.createObjectURL(text));
    }
    const link = document.createElement('a');
    link.href = this.#urls.at(-1) ?? '';
    link.target = '_blank';
    link.style.color = 'var(--_color-accent-text)';
    link.addEventListener('click', this.#onClick);
    const hint = document.createElement('span');
    hint.role = 'status';
    const place = document.createElement('span');
    place.part.add('file');
    place.append(link, ' ', hint);
    return place;
  }

  #revoke(): void {
    const urls = this.#urls.splice(0);
    setTimeout(() => urls.forEach((url) => URL.revokeObjectURL(url)), readDelayMs);
  }

  /** A sandboxed frame without `allow-popups` opens nothing, and reports nothing for a link. */
  readonly #onClick = (event: MouseEvent): void => {
    event.preventDefault();
    const page = openTab((event.currentTarget as HTMLAnchorElement).href);
    if (page) page.opener = null;
    this.#isUnopened = !page;
    this.#owner.host.requestUpdate();
  };
}

/** Where a sandbox forbids tabs, Chromium returns `null`, and Firefox throws. */
function openTab(url: string): Window | null {
  try {
    return window.open(url, '_blank');
  } catch {
    return null;
  }
}

function download(url: string, name: string): DownloadOutcome {
  if (isSandboxed()) return 'blocked';
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  return isPrevented(link) ? 'blocked' : 'offered';
}

/** A frame of another origin may be sandboxed without the page being able to see it. */
const mayBeSandboxed = (): boolean => parent !== self || origin === 'null';

/** Whether a frame around this page forbids downloads. Only a frame of the same origin can be read. */
function isSandboxed(): boolean {
  let frame = self.frameElement;
  while (frame) {
    const sandbox = frame.getAttribute('sandbox');
    if (sandbox !== null && !/(^|\s)allow-downloads(\s|$)/i.test(sandbox)) return true;
    frame = frame.ownerDocument.defaultView?.frameElement ?? null;
  }
  return false;
}

/**
 * Whether the browser is known not to start the download of a click. Chromium dispatches no `navigate` event
 * for a download that a sandbox forbids. Firefox dispatches one for every download. A page of opaque
 * origin has no such events and no `currentEntry`. A host page that handles the click itself, such as an app
 * around a web view, is trusted to save the file.
 */
function isPrevented(link: HTMLAnchorElement): boolean {
  const { navigation } = self as Partial<Pick<Window, 'navigation'>>;
  let click: Event | undefined;
  let isStarted = false;
  const onClick = (event: Event): void => void (click = event);
  const onNavigate = (event: NavigateEvent): void => {
    if (event.downloadRequest !== null) isStarted = true;
  };
  link.addEventListener('click', onClick);
  navigation?.addEventListener('navigate', onNavigate);
  link.click();
  navigation?.removeEventListener('navigate', onNavigate);
  return Boolean(navigation?.currentEntry && click && !click.defaultPrevented && !isStarted);
}
