import {
  isWebHookUrl,
  maxWebHookUrlLength,
  webHookEvent,
  webHookMethod,
} from '../../model/web-hooks.js';
import type { NewWebHook, WebHook, WebHookChange } from '../../model/web-hooks.js';
import { oneOf } from '../../ui/choice.js';

/** The fields of a web hook, in their order. */
export const hookFields = ['event', 'method', 'url', 'enabled'] as const;
export type HookField = (typeof hookFields)[number];
export type HookValues = Pick<WebHook, HookField>;

export type UrlFault = 'empty' | 'invalid' | 'too-long';

const isEvent = oneOf(webHookEvent.options);
const isMethod = oneOf(webHookMethod.options);

const empty: HookValues = { event: 'post-verification', method: 'POST', url: '', enabled: true };

export function urlFault(text: string): UrlFault | undefined {
  const url = text.trim();
  if (url === '') return 'empty';
  if (url.length > maxWebHookUrlLength) return 'too-long';
  return isWebHookUrl(url) ? undefined : 'invalid';
}

/** What a user has entered for a web hook that is new, or as the user saw it. */
export class HookForm {
  /** The web hook as the user saw it; `undefined` for a new one. */
  seen: WebHook | undefined;
  /** Mistakes are shown from the first attempt to save, not while the user types. */
  isChecked = false;
  isSending = false;
  /** Why the backend has refused a value, by field. */
  refused: ReadonlyMap<HookField, string> = new Map();

  #changed: Partial<HookValues> = {};

  constructor(seen: WebHook | undefined) {
    this.seen = seen;
  }

  get values(): HookValues {
    return { ...(this.seen ?? empty), ...this.#changed };
  }

  enter<Name extends HookField>(name: Name, value: HookValues[Name]): void {
    this.#changed = { ...this.#changed, [name]: value };
    this.refused = new Map([...this.refused].filter(([refused]) => refused !== name));
  }

  /** The address, without the white space that is copied with it. */
  get url(): string {
    return this.values.url.trim();
  }

  /** `undefined` for values that only another version of the kit could have chosen. */
  get newHook(): NewWebHook | undefined {
    const { event, method, enabled } = this.values;
    return isEvent(event) && isMethod(method)
      ? { event, method, url: this.url, enabled }
      : undefined;
  }

  /** The members that differ from what the user saw. */
  changeSince(seen: WebHook): WebHookChange {
    const { event, method, enabled } = this.values;
    return {
      ...(event !== seen.event && isEvent(event) && { event }),
      ...(method !== seen.method && isMethod(method) && { method }),
      ...(this.url !== seen.url && { url: this.url }),
      ...(enabled !== seen.enabled && { enabled }),
    };
  }

  /** Continues with a newer version. What the user has changed stays. */
  follow(hook: WebHook): void {
    const { seen } = this;
    if (!seen) return;
    const changed = Object.entries(this.#changed).filter(([name, value]) =>
      hookFields.some((field) => field === name && seen[field] !== value),
    );
    this.#changed = Object.fromEntries(changed);
    this.seen = hook;
  }
}

/** The fields in which two versions of a web hook differ. */
export const differences = (a: WebHook, b: WebHook): readonly HookField[] =>
  hookFields.filter((name) => a[name] !== b[name]);
