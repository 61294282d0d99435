import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { ReviewError } from '../../api/errors.js';
import type { Workspace } from '../../api/workspace.js';
import { FocusKeeper } from '../../controllers/focus-keeper.js';
import { WebHooksController } from '../../controllers/settings/web-hooks.js';
import { settingsConflictTexts } from '../../i18n/en.settings-conflict.js';
import { settingsHooksTexts } from '../../i18n/en.settings-hooks.js';
import { settingsTexts } from '../../i18n/en.settings.js';
import { isMaster, mayManage } from '../../model/permissions.js';
import type { ListedWebHook, WebHook, WebHookDelivery } from '../../model/web-hooks.js';
import { choose } from '../../ui/choice.js';
import { property, query, state } from '../../ui/decorators.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderMessage, type MessageText } from '../../ui/message-panel.js';
import { renderAbsent, renderError, renderFailure, renderNotice } from '../../ui/notice.js';
import { ConfirmController } from '../../ui/settings/confirm.js';
import { HookDialog } from './hook-dialog.js';
import { renderLog, renderOutcome, renderState, type Outcome } from './hook-log.js';
import { eventText, lastOutcome } from './hook-words.js';
import { styles } from './settings-hooks.styles.js';

/** How many characters fit into three lines: in the narrowest column, and in a wide one. */
const threeLines = [70, 200] as const;

const headingLevels = [1, 2, 3, 4, 5, 6];

/** The texts of the outcome of a try that the user asked for. */
interface TryTexts {
  readonly delivered: 'hooks.testDelivered' | 'hooks.redelivered';
  readonly failed: 'hooks.testFailed' | 'hooks.redeliverFailed';
  readonly slow: 'hooks.testSlow' | 'hooks.redeliverSlow';
  readonly unknown: 'hooks.testUnknown' | 'hooks.redeliverUnknown';
}

const testTexts: TryTexts = {
  delivered: 'hooks.testDelivered',
  failed: 'hooks.testFailed',
  slow: 'hooks.testSlow',
  unknown: 'hooks.testUnknown',
};

const redeliverTexts: TryTexts = {
  delivered: 'hooks.redelivered',
  failed: 'hooks.redeliverFailed',
  slow: 'hooks.redeliverSlow',
  unknown: 'hooks.redeliverUnknown',
};

/**
 * Lets a master user manage the web hooks of the company (spec S4): add, change, test and remove them,
 * replace a secret, and read the log of their deliveries with each try.
 *
 * A secret is shown once, after a web hook was added or its secret was replaced. It is in no attribute, no
 * event and no storage, and leaves the page when its dialog closes.
 * @summary The web hooks of the company, with their deliveries.
 * @tagname kv-settings-hooks
 * @example
 * ```html
 * <kv-settings-hooks></kv-settings-hooks>
 * ```
 * @fires kv-error - A request failed.
 * @csspart section - The whole section.
 * @csspart hook - One web hook.
 * @csspart delivery - One delivery in the log of a web hook.
 * @csspart notice - An error, or the hint that there are no web hooks.
 */
export class KvSettingsHooks extends KvElement {
  static override readonly texts = {
    ...settingsTexts,
    ...settingsConflictTexts,
    ...settingsHooksTexts,
  };
  static override styles = [...KvElement.styles, ...styles];

  readonly #hooks = new WebHooksController(this, this.providerLinks);
  readonly #confirm = new ConfirmController(this, this.localize);
  readonly #dialog = new HookDialog(this, {
    hooks: this.#hooks,
    localize: this.localize,
    announce: (text) => this.#announce(text),
    onLost: () =>
      this.#show({
        title: this.localize.term('hooks.lost'),
        texts: [this.localize.term('hooks.lostHint')],
      }),
    onGone: () => this.#showGone(),
  });

  /** The level of the section's heading, 1 to 6. Each web hook has a heading one level below. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;

  @state() private announcement = '';
  @state() private message: MessageText | undefined;
  /** The web hook whose log is open. */
  @state() private openLog: string | undefined;
  /** The web hook whose address is shown in full. */
  @state() private wholeAddress: string | undefined;
  /** By the id of the web hook, and for a redelivery by that of the delivery too. */
  @state() private outcomes: ReadonlyMap<string, Outcome> = new Map();

  @query('.heading') private headingElement?: HTMLElement;

  #workspace: Workspace | undefined;

  constructor() {
    super();
    new FocusKeeper(this, () => this.focus());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override willUpdate(): void {
    choose(this, 'headingLevel', 2, headingLevels);
    const { workspace } = this;
    if (workspace === this.#workspace) return;
    this.#workspace = workspace;
    this.#forget();
  }

  /** Moves the focus to the heading. */
  override focus(options?: FocusOptions): void {
    this.headingElement?.focus(options);
  }

  protected override render(): unknown {
    const { localize } = this;
    return html`<section class="section" part="section" aria-labelledby="heading">
        <div class="section-head">
          <div
            class="heading"
            id="heading"
            role="heading"
            aria-level=${this.headingLevel}
            tabindex="-1"
          >
            ${localize.term('settings.hooks')}
          </div>
          <p class="introduction">${localize.term('hooks.introduction')}</p>
        </div>
        ${this.#renderState()}
      </section>
      ${this.#dialog.render()} ${this.#confirm.render()}
      <div class="visually-hidden" role="status">${this.announcement}</div>`;
  }

  #renderState(): unknown {
    const { connection, localize, workspace } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    if (workspace && !mayManage(workspace, 'web-hooks')) {
      const isForbidden = !isMaster(workspace.actor.role);
      return renderNotice({
        icon: isForbidden ? 'lock' : 'info',
        title: localize.term(isForbidden ? 'settings.forbidden' : 'hooks.unsupported'),
        hint: localize.term(isForbidden ? 'error.forbiddenHint' : 'error.unsupportedHint'),
      });
    }
    const { hooks, error, reload } = this.#hooks;
    const retry = (): void => void reload();
    if (hooks) return this.#renderHooks(hooks, retry);
    return error
      ? renderError(error, localize, retry)
      : html`<p class="loading" role="status">${localize.term('loading')}</p>`;
  }

  #renderHooks(hooks: readonly ListedWebHook[], retry: () => void): TemplateResult {
    const { localize, message } = this;
    return html`${
        this.#hooks.error
          ? renderFailure('stale', localize.term('hooks.stale'), localize, retry)
          : nothing
      }
      ${message && !this.#dialog.isOpen ? renderMessage(message, undefined, localize) : nothing}
      <div class="tools">
        <button class="button primary" type="button" @click=${this.#configure}>
          ${localize.term('hooks.configure')}
        </button>
        <button class="button quiet" type="button" @click=${retry}>
          ${icon('refresh')}${localize.term('refresh')}
        </button>
      </div>
      ${
        hooks.length === 0
          ? renderNotice({
              icon: 'inbox',
              title: localize.term('hooks.none'),
              hint: localize.term('hooks.noneHint'),
            })
          : html`<ul class="hooks" aria-labelledby="heading">
              ${repeat(
                hooks,
                ({ id }) => id,
                (hook, index) => this.#renderHook(hook, index),
              )}
            </ul>`
      }`;
  }

  /** Ids end with the index: those of a backend may contain anything. */
  #renderHook(hook: ListedWebHook, index: number): TemplateResult {
    const { localize } = this;
    const { event, method, url, enabled, previousSecretUntil } = hook;
    const outcome = this.outcomes.get(hook.id);
    const isOpen = this.openLog === hook.id;
    const isWhole = this.wholeAddress === hook.id;
    return html`<li class="hook" part="hook">
      <div class="hook-head">
        <div
          class="hook-title"
          id="hook-${index}"
          role="heading"
          aria-level=${Math.min(this.headingLevel + 1, 6)}
        >
          <span class="hook-event">${eventText(event, localize)}</span>
          <span class=${isWhole ? 'hook-address whole' : 'hook-address'} dir="ltr"
            ><bdi class="hook-method">${method}</bdi> <bdi class="hook-url">${url}</bdi></span
          >
        </div>
        <span class=${enabled ? 'tag success' : 'tag'}>
          ${localize.term(enabled ? 'hooks.active' : 'hooks.inactive')}
        </span>
      </div>
      ${this.#renderWhole(hook, index, isWhole)} ${this.#renderLast(hook.lastDelivery)}
      ${
        previousSecretUntil !== null && Date.parse(previousSecretUntil) > Date.now()
          ? html`<p class="meaning">
              ${localize.term('hooks.previousSecret', {
                date: localize.current.instant(previousSecretUntil),
              })}
            </p>`
          : nothing
      }
      ${outcome ? renderOutcome(outcome) : nothing}
      <div class="hook-tools">
        ${this.#renderTool('test', index, () => this.#test(hook), outcome?.tone === 'muted')}
        <button
          class="button"
          type="button"
          id="log-${index}"
          aria-labelledby="log-${index} hook-${index}"
          aria-expanded=${isOpen}
          aria-controls="log-body-${index}"
          @click=${() => this.#toggleLog(hook)}
        >
          ${localize.term('hooks.deliveries')}
        </button>
        ${this.#renderTool('change', index, () => this.#dialog.open(hook))}
        ${this.#renderTool('replaceSecret', index, () => this.#replaceSecret(hook))}
        ${this.#renderTool('remove', index, () => this.#remove(hook))}
      </div>
      <div class="log" id="log-body-${index}" ?hidden=${!isOpen}>
        ${
          isOpen
            ? renderLog({
                hook,
                log: this.#hooks.logOf(hook),
                suffix: String(index),
                localize,
                outcomeOf: ({ id }) => this.outcomes.get(outcomeKey(hook.id, id)),
                redeliver: (delivery) => void this.#redeliver(hook, delivery),
              })
            : nothing
        }
      </div>
    </li>`;
  }

  /** The button that shows the whole of an address that three lines cannot contain. */
  #renderWhole({ id, url }: WebHook, index: number, isWhole: boolean): unknown {
    const [short, long] = threeLines;
    if (url.length <= short) return nothing;
    return html`<button
      class=${url.length <= long ? 'link whole-address narrow' : 'link whole-address'}
      type="button"
      id="whole-${index}"
      aria-labelledby="whole-${index} hook-${index}"
      aria-expanded=${isWhole}
      @click=${() => (this.wholeAddress = isWhole ? undefined : id)}
    >
      ${this.localize.term(isWhole ? 'hooks.urlLess' : 'hooks.urlWhole')}
    </button>`;
  }

  /** The name of the button contains that of its web hook, which no attribute may contain. */
  #renderTool(
    name: 'test' | 'change' | 'replaceSecret' | 'remove',
    index: number,
    run: () => unknown,
    isBusy = false,
  ): TemplateResult {
    const text = name === 'change' ? 'hooks.edit' : (`hooks.${name}` as const);
    return html`<button
      class="button"
      type="button"
      id="${name}-${index}"
      aria-labelledby="${name}-${index} hook-${index}"
      aria-disabled=${isBusy}
      @click=${() => (isBusy ? undefined : run())}
    >
      ${this.localize.term(text)}
    </button>`;
  }

  #renderLast(last: WebHookDelivery | null): TemplateResult {
    const { localize } = this;
    if (!last) return html`<p class="last meaning">${localize.term('hooks.lastNone')}</p>`;
    return html`<p class="last">
      <span class="meaning">${localize.term('hooks.last')}</span>
      ${renderState(last, localize)} <span>${lastOutcome(last, localize)}</span>
      ${renderInstant(last.attempts.at(-1)?.at ?? last.createdAt, localize.current)}
    </p>`;
  }

  #announce(text: string): void {
    this.announcement = text;
  }

  #forget(): void {
    this.#dialog.close();
    this.#confirm.dismiss();
    this.openLog = undefined;
    this.wholeAddress = undefined;
    this.outcomes = new Map();
    this.message = undefined;
    this.announcement = '';
  }

  #show(message: MessageText): void {
    this.message = message;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.section > .message')?.focus(),
    );
  }

  #showGone(): void {
    this.#show({ title: this.localize.term('hooks.gone'), texts: [] });
  }

  /** Explains why nothing was done, or that this is not known. */
  #fail(thrown: unknown, unknown: MessageText): void {
    const { localize } = this;
    const error = ReviewError.from(thrown);
    const { code } = error;
    if (code === 'aborted') return;
    this.#announce('');
    if (code === 'not-found') {
      this.#showGone();
      void this.#hooks.reload();
      return;
    }
    if (code === 'conflict') {
      this.#show({
        title: localize.term('hooks.conflict'),
        texts: [localize.term('hooks.changedMeanwhile')],
      });
      void this.#hooks.reload();
      return;
    }
    if (error.outcomeUnknown) void this.#hooks.reload();
    this.#show(
      error.outcomeUnknown
        ? unknown
        : {
            tone: 'danger',
            title: localize.term('hooks.failed'),
            texts: [localize.term(`error.${code}`), localize.term(`error.${code}Hint`)],
          },
    );
  }

  #setOutcome(key: string, outcome: Outcome | undefined): void {
    const others = [...this.outcomes].filter(([other]) => other !== key);
    this.outcomes = new Map(outcome ? [...others, [key, outcome]] : others);
  }

  async #test(hook: WebHook): Promise<void> {
    const { localize } = this;
    this.message = undefined;
    await this.#follow(hook.id, localize.term('hooks.testing'), testTexts, () =>
      this.#hooks.test(hook),
    );
  }

  async #redeliver(hook: WebHook, delivery: WebHookDelivery): Promise<void> {
    const key = outcomeKey(hook.id, delivery.id);
    if (this.outcomes.get(key)?.tone === 'muted') return;
    this.message = undefined;
    await this.#follow(key, this.localize.term('hooks.redelivering'), redeliverTexts, () =>
      this.#hooks.redeliver(hook, delivery),
    );
  }

  /** Shows and announces how a try is going. */
  async #follow(
    key: string,
    busyText: string,
    texts: TryTexts,
    run: () => Promise<WebHookDelivery | undefined>,
  ): Promise<void> {
    const { localize } = this;
    const busy: Outcome = { tone: 'muted', text: busyText };
    this.#setOutcome(key, busy);
    this.#announce(busyText);
    const end = (outcome: Outcome | undefined): boolean => {
      // Another user may have come, or the web hook may have gone.
      if (this.outcomes.get(key) !== busy) return false;
      this.#setOutcome(key, outcome);
      this.#announce(outcome?.text ?? '');
      return true;
    };
    try {
      const delivery = await run();
      if (!delivery) {
        end({ tone: 'danger', text: localize.term(texts.slow) });
        return;
      }
      const isDelivered = delivery.state === 'delivered';
      end({
        tone: isDelivered ? 'success' : 'danger',
        text: localize.term(isDelivered ? texts.delivered : texts.failed, {
          outcome: lastOutcome(delivery, localize),
        }),
      });
    } catch (thrown) {
      if (end(undefined)) this.#fail(thrown, { title: localize.term(texts.unknown), texts: [] });
    }
  }

  async #replaceSecret(hook: WebHook): Promise<void> {
    const { localize } = this;
    const isConfirmed = await this.#confirm.ask({
      title: localize.term('hooks.replaceTitle'),
      content: () =>
        html`<p dir="ltr"><bdi>${hook.url}</bdi></p>
          <p>${localize.term('hooks.replaceHint')}</p>`,
      confirm: localize.term('hooks.replaceConfirm'),
      cancel: localize.term('hooks.keep'),
    });
    if (!isConfirmed) return;
    this.message = undefined;
    try {
      this.#dialog.showSecret(await this.#hooks.replaceSecret(hook));
    } catch (thrown) {
      this.#fail(thrown, {
        title: localize.term('hooks.replaceUnknown'),
        texts: [localize.term('hooks.replaceUnknownHint')],
      });
    }
  }

  async #remove(hook: WebHook): Promise<void> {
    const { localize } = this;
    const isConfirmed = await this.#confirm.ask({
      title: localize.term('hooks.removeTitle'),
      content: () =>
        html`<p dir="ltr"><bdi>${hook.url}</bdi></p>
          <p>${localize.term('hooks.removeHint')}</p>`,
      confirm: localize.term('hooks.removeConfirm'),
      cancel: localize.term('hooks.keep'),
    });
    if (!isConfirmed) return;
    this.message = undefined;
    try {
      await this.#hooks.remove(hook);
      this.#announce(localize.term('hooks.removed'));
    } catch (thrown) {
      this.#fail(thrown, {
        title: localize.term('hooks.removeUnknown'),
        texts: [localize.term('hooks.removeUnknownHint')],
      });
    }
  }

  #toggleLog(hook: WebHook): void {
    this.openLog = this.openLog === hook.id ? undefined : hook.id;
    if (this.openLog !== undefined) void this.#hooks.logOf(hook).refresh();
  }

  readonly #configure = (): void => {
    this.message = undefined;
    this.#dialog.open();
  };
}

const outcomeKey = (hookId: string, deliveryId: string): string =>
  JSON.stringify([hookId, deliveryId]);

declare global {
  interface HTMLElementTagNameMap {
    'kv-settings-hooks': KvSettingsHooks;
  }
}
