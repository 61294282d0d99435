import { ContextEvent, type Context, type ContextCallback } from '@lit/context';

import { brandingContext } from '../../context/branding.js';
import { connectionContext } from '../../context/connection.js';
import { localizerContext } from '../../context/localizer.js';
import { sessionChangesContext, type SessionChanges } from '../../context/session-changes.js';
import { Localizer } from '../../i18n/localizer.js';
import { warnOnce } from '../../ui/choice.js';
import { Connector, type ConnectionSettings } from './connector.js';
import { LanguageMark } from './language-mark.js';
import type { Theme } from './review-provider.js';

/** Custom properties of the kit, such as `--kv-color-accent`, with their values. Other names are left out. */
export type Appearance = Readonly<Record<string, string>>;

const isToken = (name: string): boolean => name.startsWith('--kv-');

/** What `connect()` takes: an `endpoint` or an `api`, and how the elements look. */
export interface ConnectOptions extends ConnectionSettings {
  /** `light`, `dark` or `auto` (that of the system). The default is the page's `color-scheme`. */
  readonly theme?: Theme | undefined;
  /** Design tokens for the elements. The page's own style sheets take precedence. */
  readonly appearance?: Appearance | undefined;
}

const contexts: readonly Context<unknown, unknown>[] = [
  connectionContext,
  localizerContext,
  brandingContext,
  sessionChangesContext,
];

const colorSchemes = { light: 'light', dark: 'dark', auto: 'light dark' } as const;

type ContextRequest = HTMLElementEventMap['context-request'];

interface Membership {
  readonly connection: SharedConnection;
  readonly leave: () => void;
}

/** An element belongs to one connection. */
const memberships = new WeakMap<HTMLElement, Membership>();

/** The session changes of the provider that answers requests from `target`: each provider has its own. */
function findProvider(target: EventTarget, consumer: Element): SessionChanges | undefined {
  let found: SessionChanges | undefined;
  const take = (value: SessionChanges): void => {
    found = value;
  };
  target.dispatchEvent(new ContextEvent(sessionChangesContext, consumer, take));
  return found;
}

/** Lets the elements below `target` ask again for what a provider gives them. */
function announce(target: EventTarget, contextTarget: Element): void {
  for (const context of contexts) {
    const event = new Event('context-provider', { bubbles: true, composed: true });
    target.dispatchEvent(Object.assign(event, { context, contextTarget }));
  }
}

/**
 * One connection for elements anywhere in a document. An element that has joined asks it for what other
 * elements get from the provider around them. It keeps no element in memory.
 */
export class SharedConnection {
  /** Answers the context requests. It is in no document. */
  readonly #hub = document.createElement('div');
  /** Events of the connection: `kv-review-connect`, `kv-error`, `kv-token-request`. */
  readonly addEventListener: HTMLElement['addEventListener'] = this.#hub.addEventListener.bind(
    this.#hub,
  );
  readonly removeEventListener: HTMLElement['removeEventListener'] =
    this.#hub.removeEventListener.bind(this.#hub);

  readonly #sheet = new CSSStyleSheet();
  readonly #connector: Connector;
  readonly #options: ConnectOptions;

  /** The element that joined last: the company's branding must suit the colours there. */
  #sample: WeakRef<Element> | undefined;

  #isOver = false;

  /** The connection's events are dispatched at `events`, or else at the connection. */
  constructor(options: ConnectOptions, events?: HTMLElement) {
    this.#options = { ...options };
    this.#connector = new Connector(this.#hub, this.#options, {
      pageLanguage: () => document.documentElement.lang,
      brandPlace: () => ({
        root: this.#sample?.deref()?.shadowRoot ?? document.body,
        style: this.#style,
      }),
      ...(events && { events }),
    });
    this.#applyLook();
    void this.#connector.applyLocale();
    this.#connector.update();
  }

  /**
   * Connects an element of the kit, in the page or not. An element that has joined another connection
   * leaves that one. The connection takes precedence over a provider around the element.
   */
  join<Joined extends HTMLElement>(element: Joined): Joined {
    const former = memberships.get(element);
    if (this.#isOver || former?.connection === this) return element;
    former?.leave();
    const listeners = new AbortController();
    const { signal } = listeners;
    const mark = new LanguageMark(element);
    element.addEventListener('context-request', this.#answer(element, mark), { signal });
    element.addEventListener('kv-error', this.#connector.onError, { signal });
    memberships.set(element, {
      connection: this,
      leave: () => {
        listeners.abort();
        memberships.delete(element);
        this.#undress(element);
        announce(this.#hub, element);
      },
    });
    if (element.isConnected) announce(element, element);
    return element;
  }

  /** Disconnects one element. */
  leave(element: HTMLElement): void {
    const membership = memberships.get(element);
    if (membership?.connection === this) membership.leave();
  }

  /** Changes some of the options, for all elements at once. */
  update(changes: Partial<ConnectOptions>): void {
    if (this.#isOver) return;
    Object.assign(this.#options, changes);
    this.#applyLook();
    void this.#connector.applyLocale();
    this.#connector.update();
  }

  /** Takes a single-use code for a token of the endpoint. */
  takeCode(code: string): void {
    void this.#connector.takeCode(code);
  }

  /** Reloads the workspace, for example after the user has signed in again. */
  async reconnect(): Promise<void> {
    if (!this.#isOver) await this.#connector.reconnect();
  }

  /** Ends the connection. The elements clear what they show, and cannot join again. */
  disconnect(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#connector.disconnect();
    announce(this.#hub, document.documentElement);
  }

  get #style(): CSSStyleDeclaration {
    const [rule] = this.#sheet.cssRules;
    if (rule instanceof CSSStyleRule) return rule.style;
    this.#sheet.insertRule(':host {}');
    return this.#style;
  }

  /** Answers what the element asks, and what the elements in it ask. */
  #answer(element: HTMLElement, mark: LanguageMark): (event: ContextRequest) => void {
    /** One subscriber for each of the element's own, which is notified of the language too. */
    const marking = new WeakMap<ContextCallback<unknown>, ContextCallback<unknown>>();
    const markingOf = (callback: ContextCallback<unknown>): ContextCallback<unknown> => {
      const known = marking.get(callback);
      if (known) return known;
      const added: ContextCallback<unknown> = (value, unsubscribe) => {
        if (value instanceof Localizer) mark.set(value.lang);
        callback(value, unsubscribe);
      };
      // A provider that hands its subscribers over asks with the subscriber that it has.
      marking.set(callback, added).set(added, added);
      return added;
    };
    return (event) => {
      const { context, contextTarget, subscribe } = event;
      if (this.#isOver || !contexts.includes(context)) return;
      const isOwn = contextTarget === element;
      // The answer to `#answersItself`, if there is one, does not come from here.
      const isProbe = contextTarget === this.#hub;
      if (!isProbe && !isOwn && this.#answersItself(element, context)) return;
      event.stopPropagation();
      if (isProbe) return;
      if (isOwn) this.#dress(element);
      const isMarking = isOwn && context === localizerContext;
      const callback = isMarking ? markingOf(event.callback) : event.callback;
      this.#hub.dispatchEvent(new ContextEvent(context, contextTarget, callback, subscribe));
    };
  }

  /** Whether an element provides a context to the elements inside it, as a console does. */
  #answersItself(element: HTMLElement, context: Context<unknown, unknown>): boolean {
    let isAnswered = false;
    const take = (): void => {
      isAnswered = true;
    };
    element.dispatchEvent(new ContextEvent(context, this.#hub, take));
    return isAnswered;
  }

  /** Gives an element the look of the connection. It has its root once it asks for something. */
  #dress(element: HTMLElement): void {
    const { shadowRoot } = element;
    if (!shadowRoot || shadowRoot.adoptedStyleSheets.includes(this.#sheet)) return;
    shadowRoot.adoptedStyleSheets.push(this.#sheet);
    this.#sample = new WeakRef(element);
    const around = element.parentNode && findProvider(element.parentNode, element);
    if (!around || around === findProvider(this.#hub, element)) return;
    warnOnce(
      `<${element.localName}>: inside a provider, but connected by connect() or an endpoint of its own; the provider is not used.`,
    );
  }

  #undress({ shadowRoot }: HTMLElement): void {
    if (!shadowRoot) return;
    shadowRoot.adoptedStyleSheets = shadowRoot.adoptedStyleSheets.filter(
      (sheet) => sheet !== this.#sheet,
    );
  }

  #applyLook(): void {
    const { theme, appearance = {} } = this.#options;
    const style = this.#style;
    for (const name of [...style].filter(isToken)) style.removeProperty(name);
    for (const name of Object.keys(appearance).filter(isToken)) {
      style.setProperty(name, appearance[name] ?? '');
    }
    style.colorScheme = theme ? colorSchemes[theme] : '';
  }
}
