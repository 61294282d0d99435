import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';

import { ReviewError } from '../../api/errors.js';
import { CopyController } from '../../controllers/copy.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { NewSecret, WebHooksController } from '../../controllers/settings/web-hooks.js';
import { isolate } from '../../i18n/bidi.js';
import {
  maxWebHookUrlLength,
  webHookEvent,
  webHookMethod,
  type NewWebHook,
  type WebHook,
} from '../../model/web-hooks.js';
import { copyIcon } from '../../ui/drawings.js';
import { renderDrawing } from '../../ui/icon.js';
import { renderMessage, type MessageText } from '../../ui/message-panel.js';
import { isStillClosed, showModal } from '../../ui/modal.js';
import {
  controlId,
  renderOptions,
  renderSwitch,
  renderTextField,
  type Field,
} from '../../ui/settings/field.js';
import { renderConflict } from '../../ui/settings/conflict.js';
import { submitOnClick } from '../../ui/submit.js';
import { HookForm, hookFields, urlFault, type HookField, type HookValues } from './hook-form.js';
import { eventText, refusalText } from './hook-words.js';

export interface HookDialogOptions {
  readonly hooks: WebHooksController;
  readonly localize: LocalizeController;
  readonly announce: (text: string) => void;
  /** A web hook was added, and the answer with its secret did not arrive. */
  readonly onLost: (hook: WebHook) => void;
  /** The web hook to change does not exist any more. */
  readonly onGone: () => void;
}

/** How often a save follows a newer version before it gives up. */
const maxSaves = 3;

const fieldLabels = {
  event: 'hooks.event',
  method: 'hooks.method',
  url: 'hooks.url',
  enabled: 'hooks.active',
} as const;

interface ShownSecret extends NewSecret {
  readonly isOfNewHook: boolean;
}

/**
 * The dialog in which a web hook is configured, and its secret is shown once. Nothing of it stays when it
 * closes.
 */
export class HookDialog implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: HookDialogOptions;
  readonly #copier: CopyController;
  #form: HookForm | undefined;
  #message: MessageText | undefined;
  #secret: ShownSecret | undefined;

  constructor(host: LitElement, options: HookDialogOptions) {
    this.#host = host;
    this.#options = options;
    this.#copier = new CopyController(host);
    host.addController(this);
  }

  hostUpdated(): void {
    showModal(this.#dialog, this.isOpen);
  }

  hostDisconnected(): void {
    this.close();
    this.#dialog?.close();
  }

  get isOpen(): boolean {
    return this.#form !== undefined || this.#secret !== undefined;
  }

  /** Configures a new web hook, or changes one. */
  open(hook?: WebHook): void {
    this.#forget();
    this.#form = new HookForm(hook);
    this.#host.requestUpdate();
    this.#focus('input:checked');
  }

  showSecret(secret: NewSecret, isOfNewHook = false): void {
    this.#forget();
    this.#secret = { ...secret, isOfNewHook };
    this.#host.requestUpdate();
    this.#focus('.secret');
  }

  readonly close = (): void => {
    this.#forget();
    this.#host.requestUpdate();
  };

  render(): TemplateResult {
    const { localize } = this.#options;
    return html`<dialog
      class="confirm hook-dialog"
      aria-labelledby="hook-dialog-title"
      closedby="closerequest"
      lang=${localize.current.lang}
      @cancel=${this.#onCancel}
      @close=${this.#onClose}
    >
      ${this.#secret ? this.#renderSecret(this.#secret) : nothing}
      ${this.#form ? this.#renderForm(this.#form) : nothing}
    </dialog>`;
  }

  #renderForm(form: HookForm): TemplateResult {
    const { localize } = this.#options;
    const { isSending, seen, latest, values } = form;
    const submit = latest
      ? 'settings.saveChoices'
      : seen
        ? 'settings.save'
        : values.enabled
          ? 'hooks.activate'
          : 'hooks.add';
    return html`<form class="form" novalidate @submit=${this.#onSubmit}>
      <p class="confirm-title" id="hook-dialog-title">
        ${localize.term(seen ? 'hooks.change' : 'hooks.configure')}
      </p>
      ${this.#message ? renderMessage(this.#message, undefined, localize) : nothing}
      ${latest ? this.#renderConflict(form, latest) : this.#renderFields(form)}
      <div class="confirm-buttons">
        <button class="button" type="button" ?disabled=${isSending} @click=${this.close}>
          ${localize.term('hooks.cancel')}
        </button>
        ${
          latest
            ? html`<button class="button" type="button" @click=${this.#keepEditing}>
                ${localize.term('settings.keepEditing')}
              </button>`
            : nothing
        }
        <button
          class="button primary"
          type="submit"
          @click=${submitOnClick}
          aria-disabled=${isSending}
        >
          ${localize.term(isSending ? 'settings.saving' : submit)}
        </button>
      </div>
    </form>`;
  }

  #renderConflict(form: HookForm, latest: HookValues): TemplateResult {
    const { localize } = this.#options;
    return renderConflict({
      localize,
      title: localize.term('hooks.conflict'),
      fields: form.differences.map((difference) => {
        const { name } = difference;
        return {
          difference,
          label: localize.term(fieldLabels[name]),
          mine: this.#valueText(name, { ...form.values, url: form.url }),
          saved: this.#valueText(name, latest),
          choice: form.choiceOf(name),
          isMissed: form.areChoicesChecked && form.openChoices.includes(name),
          choose: (side) => {
            form.choose(name, side);
            this.#host.requestUpdate();
          },
        };
      }),
    });
  }

  #renderFields(form: HookForm): TemplateResult {
    const { localize } = this.#options;
    const { seen, values } = form;
    return html`${renderOptions(
      this.#field(form, 'event', localize.term('hooks.event')),
      withUnknown(webHookEvent.options, seen?.event).map((value) => ({
        value,
        label: eventText(value, localize),
        hint: this.#eventHint(value),
      })),
      { meaning: localize.term('hooks.eventMeaning') },
    )}
    ${renderTextField(this.#field(form, 'url', localize.term('hooks.url')), {
      type: 'url',
      meaning: localize.term('hooks.urlMeaning'),
    })}
    ${renderOptions(
      this.#field(form, 'method', localize.term('hooks.method')),
      withUnknown(webHookMethod.options, seen?.method).map((value) => ({
        value,
        label: html`<bdi>${value}</bdi>`,
      })),
      { meaning: localize.term('hooks.methodMeaning') },
    )}
    ${renderSwitch(this.#field(form, 'enabled', localize.term('hooks.active')), {
      meaning: localize.term('hooks.activeMeaning'),
      consequence: localize.term(values.enabled ? 'hooks.activeOn' : 'hooks.activeOff'),
    })}`;
  }

  #renderSecret({ secret, hook, isOfNewHook }: ShownSecret): TemplateResult {
    const { localize } = this.#options;
    const { outcome } = this.#copier;
    const until = isOfNewHook ? null : hook.previousSecretUntil;
    return html`<p class="confirm-title" id="hook-dialog-title">
        ${localize.term(isOfNewHook ? 'hooks.secretAdded' : 'hooks.secretReplaced')}
      </p>
      <div class="confirm-text" id="secret-text">
        <p>${localize.term('hooks.secretMeaning')}</p>
        ${
          until === null
            ? nothing
            : html`<p>
                ${localize.term('hooks.previousSecret', {
                  date: isolate(localize.current.instant(until)),
                })}
              </p>`
        }
      </div>
      <div class="entry">
        <input
          class="field secret"
          type="text"
          dir="ltr"
          readonly
          autocomplete="off"
          spellcheck="false"
          aria-label=${localize.term('hooks.secret')}
          aria-describedby="secret-text"
          .value=${secret}
          @focus=${selectAll}
        />
        <button class="button" type="button" @click=${() => void this.#copy(secret)}>
          ${renderDrawing(copyIcon)}${localize.term('hooks.copySecret')}
        </button>
      </div>
      <p class="copy-outcome" role="status">
        ${
          outcome
            ? localize.term(outcome.isCopied ? 'hooks.secretCopied' : 'hooks.secretNotCopied')
            : nothing
        }
      </p>
      <div class="confirm-buttons">
        <button class="button primary" type="button" @click=${this.close}>
          ${localize.term('hooks.secretDone')}
        </button>
      </div>`;
  }

  #eventHint(event: WebHook['event']): string | undefined {
    const { localize } = this.#options;
    if (event === 'post-verification') return localize.term('hooks.event.post-verificationHint');
    if (event === 'post-manual-verification') {
      return localize.term('hooks.event.post-manual-verificationHint');
    }
    return undefined;
  }

  #field<Name extends HookField>(
    form: HookForm,
    name: Name,
    label: string,
  ): Field<ReturnType<() => HookForm['values'][Name]>> {
    return {
      name,
      label,
      value: form.values[name],
      isChanged: false,
      savedValue: undefined,
      error: this.#errorOf(form, name),
      localize: this.#options.localize,
      enter: (value) => {
        form.enter(name, value);
        this.#host.requestUpdate();
      },
      discard: () => undefined,
    };
  }

  #errorOf(form: HookForm, name: HookField): string | undefined {
    const { localize } = this.#options;
    const fault = form.isChecked && name === 'url' ? urlFault(form.values.url) : undefined;
    if (fault === 'empty') return localize.term('hooks.urlEmpty');
    if (fault === 'invalid') return localize.term('hooks.urlInvalid');
    if (fault === 'too-long') {
      return localize.term('hooks.urlTooLong', {
        count: maxWebHookUrlLength,
        length: form.url.length,
      });
    }
    const refusal = form.refused.get(name);
    return refusal === undefined ? undefined : refusalText(refusal, localize);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog.hook-dialog');
  }

  #forget(): void {
    this.#form = undefined;
    this.#message = undefined;
    this.#secret = undefined;
    this.#copier.clear();
  }

  #focus(selector: string): void {
    void this.#host.updateComplete.then(() =>
      this.#dialog?.querySelector<HTMLElement>(selector)?.focus(),
    );
  }

  #showMistake(form: HookForm): boolean {
    const name = hookFields.find((field) => this.#errorOf(form, field) !== undefined);
    if (name === undefined) return false;
    this.#focus(`#${controlId(name)}`);
    return true;
  }

  #show(message: MessageText): void {
    this.#message = message;
    this.#host.requestUpdate();
    this.#focus('.message');
  }

  async #save(form: HookForm): Promise<void> {
    const { localize, announce } = this.#options;
    form.isChecked = true;
    form.refused = new Map();
    this.#message = undefined;
    this.#host.requestUpdate();
    if (this.#showMistake(form)) return;
    form.isSending = true;
    announce(localize.term('settings.saving'));
    try {
      await (form.seen ? this.#change(form, form.seen) : this.#add(form));
    } catch (thrown) {
      if (this.#form === form) this.#fail(form, ReviewError.from(thrown));
    }
    form.isSending = false;
    this.#host.requestUpdate();
  }

  async #add(form: HookForm): Promise<void> {
    const { hooks, localize, announce } = this.#options;
    const { newHook } = form;
    if (!newHook) return;
    // An earlier attempt may have arrived, although its answer was lost.
    if (form.before && (await this.#findLost(form, newHook, form.before))) return;
    const before = new Set(hooks.hooks?.map(({ id }) => id));
    try {
      const secret = await hooks.add(newHook);
      announce(localize.term('hooks.added'));
      this.showSecret(secret, true);
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      if (!error.outcomeUnknown || this.#form !== form) throw error;
      form.before = before;
      if (!(await this.#findLost(form, newHook, before).catch(() => false))) throw error;
    }
  }

  /**
   * Looks for a web hook that was added although its answer was lost. Throws if the list cannot be read.
   * @returns whether nothing remains to be done
   */
  async #findLost(
    form: HookForm,
    { url, event, method }: NewWebHook,
    before: ReadonlySet<string>,
  ): Promise<boolean> {
    const { hooks, onLost } = this.#options;
    const now = await hooks.readAgain();
    const added = now.find(
      (hook) =>
        !before.has(hook.id) && hook.url === url && hook.event === event && hook.method === method,
    );
    if (this.#form !== form) return true;
    if (!added) return false;
    this.close();
    onLost(added);
    return true;
  }

  /** Saves what the user has changed. After a conflict, it reads the version of the other user. */
  async #change(form: HookForm, seen: WebHook, triesLeft = maxSaves): Promise<void> {
    const { hooks, localize, announce, onGone } = this.#options;
    const { change } = form;
    try {
      if (Object.keys(change).length > 0) await hooks.change(seen, change);
      if (this.#form !== form) return;
      announce(localize.term('hooks.saved'));
      this.close();
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      if (error.code !== 'conflict' || this.#form !== form || triesLeft <= 1) throw error;
      const latest = (await hooks.readAgain()).find(({ id }) => id === seen.id);
      if (this.#form !== form) return;
      if (!latest) {
        this.close();
        onGone();
        return;
      }
      form.follow(latest);
      if (!form.latest) return this.#change(form, latest, triesLeft - 1);
      announce(localize.term('hooks.conflict'));
      this.#focus('#conflict-title');
    }
  }

  #valueText(name: HookField, hook: HookValues): string {
    const { localize } = this.#options;
    if (name === 'event') return eventText(hook.event, localize);
    if (name === 'enabled') return localize.term(hook.enabled ? 'settings.on' : 'settings.off');
    return hook[name];
  }

  /** Continues after a conflict, if the user has chosen everywhere. */
  #resolve(form: HookForm): boolean {
    const [missed] = form.openChoices;
    form.areChoicesChecked = missed !== undefined;
    this.#host.requestUpdate();
    if (missed === undefined) form.resolve();
    else this.#focus(`#mine-${missed}`);
    return missed === undefined;
  }

  #fail(form: HookForm, error: ReviewError): void {
    const { hooks, localize, announce, onGone } = this.#options;
    const { code, details, outcomeUnknown } = error;
    announce('');
    if (code === 'not-found') {
      this.close();
      onGone();
      void hooks.reload();
      return;
    }
    const refused = new Map<HookField, string>();
    const others: string[] = [];
    for (const { pointer, message } of details.parts ?? []) {
      const name = hookFields.find((field) => pointer === `/${field}`);
      if (name) refused.set(name, message);
      else others.push(`${pointer}: ${message}`);
    }
    form.refused = refused;
    this.#host.requestUpdate();
    if (this.#showMistake(form)) return;
    if (outcomeUnknown) {
      this.#show({
        title: localize.term('hooks.unknown'),
        texts: [localize.term('hooks.unknownHint')],
      });
    } else if (code === 'conflict' && !form.seen) {
      this.#show({ title: localize.term('hooks.full'), texts: [localize.term('hooks.fullHint')] });
    } else {
      this.#show({
        tone: 'danger',
        title: localize.term('hooks.notSaved'),
        texts:
          code === 'conflict'
            ? [localize.term('settings.notSavedHint')]
            : [localize.term(`error.${code}`), localize.term(`error.${code}Hint`), ...others],
      });
    }
  }

  async #copy(secret: string): Promise<void> {
    const isCopied = await this.#copier.copy('', secret);
    if (isCopied || !this.#secret) return;
    this.#copier.outcome = { name: '', isCopied: false };
    this.#host.requestUpdate();
    this.#focus('.secret');
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const form = this.#form;
    if (!form || form.isSending) return;
    if (form.latest && !this.#resolve(form)) return;
    void this.#save(form);
  };

  readonly #keepEditing = (): void => {
    const form = this.#form;
    if (form && this.#resolve(form)) this.#focus('input:checked');
  };

  readonly #onClose = (event: Event): void => {
    if (isStillClosed(event)) this.close();
  };

  readonly #onCancel = (event: Event): void => {
    if (this.#form?.isSending) event.preventDefault();
  };
}

/** The known values, and the one that only another version of the kit knows. */
const withUnknown = (
  known: readonly string[],
  value: WebHook['event' | 'method'] | undefined,
): readonly WebHook['event' | 'method'][] =>
  value === undefined || known.some((each) => each === value) ? known : [...known, value];

const selectAll = (event: Event): void => (event.target as HTMLInputElement).select();
