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
  type WebHook,
} from '../../model/web-hooks.js';
import { copyIcon } from '../../ui/drawings.js';
import { renderDrawing } from '../../ui/icon.js';
import { renderMessage, type MessageText } from '../../ui/message-panel.js';
import {
  controlId,
  renderOptions,
  renderSwitch,
  renderTextField,
  type Field,
} from '../../ui/settings/field.js';
import { differences, HookForm, hookFields, urlFault, type HookField } from './hook-form.js';
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
    const dialog = this.#dialog;
    if (this.isOpen && !dialog?.open) dialog?.showModal();
    else if (!this.isOpen && dialog?.open) dialog.close();
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
      @close=${this.close}
    >
      ${this.#secret ? this.#renderSecret(this.#secret) : nothing}
      ${this.#form ? this.#renderForm(this.#form) : nothing}
    </dialog>`;
  }

  #renderForm(form: HookForm): TemplateResult {
    const { localize } = this.#options;
    const { isSending, seen, values } = form;
    const submit = seen ? 'settings.save' : values.enabled ? 'hooks.activate' : 'hooks.add';
    return html`<form class="form" novalidate @submit=${this.#onSubmit}>
      <p class="confirm-title" id="hook-dialog-title">
        ${localize.term(seen ? 'hooks.change' : 'hooks.configure')}
      </p>
      ${this.#message ? renderMessage(this.#message, undefined, localize) : nothing}
      ${renderOptions(
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
      })}
      <div class="confirm-buttons">
        <button class="button" type="button" ?disabled=${isSending} @click=${this.close}>
          ${localize.term('hooks.cancel')}
        </button>
        <button class="button primary" type="submit" aria-disabled=${isSending}>
          ${localize.term(isSending ? 'settings.saving' : submit)}
        </button>
      </div>
    </form>`;
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
    const { hooks, localize, announce, onLost } = this.#options;
    const { newHook } = form;
    if (!newHook) return;
    const before = new Set(hooks.hooks?.map(({ id }) => id));
    try {
      const secret = await hooks.add(newHook);
      announce(localize.term('hooks.added'));
      this.showSecret(secret, true);
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      if (!error.outcomeUnknown || this.#form !== form) throw error;
      const now = await hooks.readAgain().catch(() => undefined);
      const added = now?.find(
        ({ id, url, event, method }) =>
          !before.has(id) &&
          url === newHook.url &&
          event === newHook.event &&
          method === newHook.method,
      );
      if (!added || this.#form !== form) throw error;
      this.close();
      onLost(added);
    }
  }

  /** The port has no version of a web hook, so the list is read before it is changed. */
  async #change(form: HookForm, seen: WebHook): Promise<void> {
    const { hooks, localize, announce, onGone } = this.#options;
    const current = (await hooks.readAgain()).find(({ id }) => id === seen.id);
    if (this.#form !== form) return;
    if (!current) {
      this.close();
      onGone();
      return;
    }
    const changed = differences(seen, current);
    const change = form.changeSince(seen);
    const isConflict = changed.some((name) => name in change && change[name] !== current[name]);
    form.follow(current);
    if (isConflict) {
      announce('');
      this.#show({
        title: localize.term('hooks.conflict'),
        texts: [
          localize.term('hooks.conflictHint'),
          ...changed.map((name) => this.#nowText(name, current)),
        ],
      });
      return;
    }
    const rest = form.changeSince(current);
    if (Object.keys(rest).length > 0) await hooks.change(current, rest);
    announce(localize.term('hooks.saved'));
    this.close();
  }

  #nowText(name: HookField, hook: WebHook): string {
    const { localize } = this.#options;
    const texts: Record<HookField, readonly [string, string]> = {
      event: [localize.term('hooks.event'), eventText(hook.event, localize)],
      method: [localize.term('hooks.method'), isolate(hook.method)],
      url: [localize.term('hooks.url'), isolate(hook.url)],
      enabled: [
        localize.term('hooks.active'),
        localize.term(hook.enabled ? 'settings.on' : 'settings.off'),
      ],
    };
    const [field, value] = texts[name];
    return localize.term('hooks.conflictValue', { field, value });
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
    } else if (code === 'conflict') {
      this.#show({ title: localize.term('hooks.full'), texts: [localize.term('hooks.fullHint')] });
    } else {
      this.#show({
        tone: 'danger',
        title: localize.term('hooks.notSaved'),
        texts: [localize.term(`error.${code}`), localize.term(`error.${code}Hint`), ...others],
      });
    }
  }

  async #copy(secret: string): Promise<void> {
    const isCopied = this.#copier.isPossible && (await this.#copier.copy('', secret));
    if (isCopied || !this.#secret) return;
    this.#copier.outcome = { name: '', isCopied: false };
    this.#host.requestUpdate();
    this.#focus('.secret');
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const form = this.#form;
    if (form && !form.isSending) void this.#save(form);
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
