import {
  differencesOf,
  type Difference,
  type Side,
} from '../../controllers/settings/differences.js';
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
export type HookValues = Readonly<Pick<WebHook, HookField>>;

export type UrlFault = 'empty' | 'invalid' | 'too-long';

const isEvent = oneOf(webHookEvent.options);
const isMethod = oneOf(webHookMethod.options);

const empty: HookValues = { event: 'post-verification', method: 'POST', url: '', enabled: true };

const valuesOf = ({ event, method, url, enabled }: HookValues): HookValues => ({
  ...{ event, method, url, enabled },
});

export function urlFault(text: string): UrlFault | undefined {
  const url = text.trim();
  if (url === '') return 'empty';
  if (url.length > maxWebHookUrlLength) return 'too-long';
  return isWebHookUrl(url) ? undefined : 'invalid';
}

/** What a user has entered for a web hook that is new, or as the user saw it. */
export class HookForm {
  /** Mistakes are shown from the first attempt to save, not while the user types. */
  isChecked = false;
  areChoicesChecked = false;
  isSending = false;
  /** Why the backend has refused a value, by field. */
  refused: ReadonlyMap<HookField, string> = new Map();
  /** The web hooks that were there before one was sent whose answer was lost. */
  before: ReadonlySet<string> | undefined;

  /** The web hook as the user saw it; `undefined` for a new one. */
  #seen: WebHook | undefined;
  /** The web hook as another user has changed it since. */
  #latest: WebHook | undefined;
  #changed: Partial<HookValues> = {};
  #choices: ReadonlyMap<HookField, Side> = new Map();

  constructor(seen: WebHook | undefined) {
    this.#seen = seen;
  }

  get seen(): WebHook | undefined {
    return this.#seen;
  }

  get latest(): WebHook | undefined {
    return this.#latest;
  }

  get values(): HookValues {
    return { ...valuesOf(this.#seen ?? empty), ...this.#changed };
  }

  enter<Name extends HookField>(name: Name, value: HookValues[Name]): void {
    this.#changed = { ...this.#changed, [name]: value };
    this.refused = new Map([...this.refused].filter(([refused]) => refused !== name));
  }

  /** The address as a backend stores it, without the white space that is copied with it. */
  get url(): string {
    const { url } = this.#changed;
    if (url === undefined) return this.values.url;
    return URL.canParse(url) ? new URL(url).href : url.trim();
  }

  /** `undefined` for values that only another version of the kit could have chosen. */
  get newHook(): NewWebHook | undefined {
    const { event, method, enabled } = this.values;
    return isEvent(event) && isMethod(method)
      ? { event, method, url: this.url, enabled }
      : undefined;
  }

  /** The members that differ from what the user saw. */
  get change(): WebHookChange {
    const seen = this.#seen ?? empty;
    const { event, method, enabled } = this.values;
    return {
      ...(event !== seen.event && isEvent(event) && { event }),
      ...(method !== seen.method && isMethod(method) && { method }),
      ...(this.url !== seen.url && { url: this.url }),
      ...(enabled !== seen.enabled && { enabled }),
    };
  }

  /**
   * Takes up the web hook as it is now. What the user has changed stays. If another user has changed any
   * field, both versions stand side by side until `resolve`.
   */
  follow(latest: WebHook): void {
    const seen = this.#seen;
    if (!seen) return;
    const mine = Object.entries(this.change).filter(([name, value]) =>
      hookFields.some((field) => field === name && latest[field] !== value),
    );
    this.#changed = Object.fromEntries(mine);
    if (hookFields.every((name) => latest[name] === seen[name])) this.#seen = latest;
    else this.#latest = latest;
  }

  /** Every field that either user has changed; empty without a conflict. */
  get differences(): readonly Difference<HookField>[] {
    const [seen, latest] = [this.#seen, this.#latest];
    if (!seen || !latest) return [];
    return differencesOf(valuesOf(seen), valuesOf(latest), this.#changed);
  }

  choiceOf(name: HookField): Side | undefined {
    return this.#choices.get(name);
  }

  choose(name: HookField, side: Side): void {
    this.#choices = new Map(this.#choices).set(name, side);
  }

  /** The fields that both users have changed, and for which the user has not chosen. */
  get openChoices(): readonly HookField[] {
    return this.differences.flatMap(({ name, changedBy }) =>
      changedBy === 'both' && !this.#choices.has(name) ? name : [],
    );
  }

  /** Continues with the version of the other user and what the user has chosen. */
  resolve(): void {
    const latest = this.#latest;
    if (!latest || this.openChoices.length > 0) return;
    const mine = Object.entries(this.#changed).filter(
      ([name]) => !hookFields.some((each) => each === name && this.#choices.get(each) === 'saved'),
    );
    this.#changed = Object.fromEntries(mine);
    this.#seen = latest;
    this.#latest = undefined;
    this.#choices = new Map();
    this.areChoicesChecked = false;
  }
}
