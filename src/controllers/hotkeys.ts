import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { normalKey, typedKey } from './typed-key.js';

export const shortcutActions = [
  'nextRow',
  'previousRow',
  'open',
  'search',
  'verify',
  'reject',
  'edit',
  'compare',
  'zone',
  'timeline',
  'pdf',
  'claim',
  'release',
  'nextSession',
  'back',
  'refresh',
  'help',
] as const;

/** An action of a single-key shortcut in `kv-review-console`. */
export type ShortcutAction = (typeof shortcutActions)[number];

/**
 * The key of each action: one character as it is typed, or a named key of the UI Events
 * specification (`KeyboardEvent.key`: `F2`, `ArrowRight` …). An empty string leaves the action
 * without a key.
 */
export type Shortcuts = Readonly<Record<ShortcutAction, string>>;

/** Letters that are common in mail programs and issue trackers. */
export const defaultShortcuts: Shortcuts = Object.freeze({
  nextRow: 'j',
  previousRow: 'k',
  open: 'o',
  search: '/',
  verify: 'v',
  reject: 'r',
  edit: 'e',
  compare: 'c',
  zone: 'm',
  timeline: 't',
  pdf: 'p',
  claim: 'a',
  release: 'x',
  nextSession: 'n',
  back: 'u',
  refresh: 'g',
  help: '?',
});

/**
 * The defaults with the overrides of the host. Unknown actions and keys that are not strings are
 * ignored. A key that the host gives to one action is no default of another, such as one of a newer version.
 */
export function completeShortcuts(overrides: Partial<Shortcuts> | null | undefined): Shortcuts {
  const given = new Map(
    shortcutActions.flatMap((action) => {
      const key: unknown = overrides?.[action];
      return typeof key === 'string' ? [[action, normalKey(key)] as const] : [];
    }),
  );
  const taken = new Set(given.values());
  const entries = shortcutActions.map((action) => {
    const usual = defaultShortcuts[action];
    return [action, given.get(action) ?? (taken.has(usual) ? '' : usual)] as const;
  });
  return Object.fromEntries(entries) as Record<ShortcutAction, string>;
}

export interface HotkeysOptions {
  /** `undefined` while shortcuts are off. */
  shortcuts: () => Shortcuts | undefined;
  /**
   * Performs the action. Returns false if there is nothing to do: the page then handles the key.
   */
  run: (action: ShortcutAction) => boolean;
  /** Whether an action works in this dialog, or behind it if it is modal. By default, none does. */
  worksIn?: (action: ShortcutAction, dialog: Element) => boolean;
}

/** Actions that repeat while the key is held down. */
const repeating: ReadonlySet<ShortcutAction> = new Set(['nextRow', 'previousRow']);

/**
 * Single-key shortcuts of its host (WCAG 2.2, 2.1.4). They work while the focus is in the host or
 * on nothing, so that two hosts, or the page's own widgets, do not share keys. They never work
 * while the user types, with Ctrl, Alt or Meta, in a dialog or popover, behind a modal dialog, or when another
 * listener has already handled the key.
 */
export class HotkeysController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: HotkeysOptions;

  constructor(host: ReactiveControllerHost & HTMLElement, options: HotkeysOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    // On the window, which the event reaches last, so that any other listener can prevent it.
    addEventListener('keydown', this.#onKeydown);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.#onKeydown);
  }

  #isAddressed(path: readonly EventTarget[]): boolean {
    if (this.#host.getClientRects().length === 0 || isInert(this.#host)) return false;
    const [target] = path;
    const isUnfocused = target === document.body || target === document.documentElement;
    return isUnfocused || path.includes(this.#host);
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // A browser that fills in a form sends events without a key.
    if (event.defaultPrevented || event.isComposing || !event.key) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const shortcuts = this.#options.shortcuts();
    const action = shortcuts && actionOf(event, shortcuts);
    if (!action || (event.repeat && !repeating.has(action))) return;
    const path = event.composedPath();
    if (!this.#isAddressed(path) || path.some(isTypedInto)) return;
    const dialog = path.find(isDialog) ?? findModal(document);
    if (dialog && !(this.#options.worksIn?.(action, dialog) ?? false)) return;
    if (this.#options.run(action)) event.preventDefault();
  };
}

function actionOf(event: KeyboardEvent, shortcuts: Shortcuts): ShortcutAction | undefined {
  const key = typedKey(event);
  // Shift is needed to type characters such as `?`. With a letter or a named key, it makes another
  // shortcut.
  if (event.shiftKey && (key.length > 1 || /\p{Letter}/u.test(key))) return undefined;
  return shortcutActions.find((one) => shortcuts[one] === key);
}

const textFields =
  'input:not([type=button], [type=checkbox], [type=submit], [type=reset], [type=image]), textarea, select, ' +
  '[role=textbox], [role=searchbox], [role=combobox], [role=listbox], [role=menu], [role=tree]';

/** Text fields, and lists in which typing a letter selects an entry. */
const isTypedInto = (target: EventTarget): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(textFields));

const isDialog = (target: EventTarget): target is Element =>
  target instanceof Element &&
  target.matches('dialog, [role=dialog], [role=alertdialog], [popover]');

/** Whether the element or an ancestor is `inert`, across shadow roots. */
function isInert(element: Element): boolean {
  let current: Element | null = element;
  while (current) {
    if (current.closest('[inert]')) return true;
    const root = current.getRootNode();
    current = root instanceof ShadowRoot ? root.host : null;
  }
  return false;
}

/** The open modal dialog, anywhere on the page and in any shadow root. */
function findModal(root: Document | ShadowRoot): Element | undefined {
  for (const element of root.querySelectorAll('*')) {
    if (element.matches('dialog:modal, [aria-modal=true]') && element.getClientRects().length > 0) {
      return element;
    }
    const found = element.shadowRoot && findModal(element.shadowRoot);
    if (found) return found;
  }
  return undefined;
}
