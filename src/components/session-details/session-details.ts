import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';

import type { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { KvEventMap } from '../../context/events.js';
import { CopyController } from '../../controllers/copy.js';
import { LoadController } from '../../controllers/load.js';
import { MaskController } from '../../controllers/mask.js';
import { PollController } from '../../controllers/poll.js';
import { SubscriptionController } from '../../controllers/subscription.js';
import { reviewTexts } from '../../i18n/en.review.js';
import { documentTypeText, statusText } from '../../i18n/values.js';
import { allowsAction } from '../../model/permissions.js';
import type { Photo } from '../../model/photo.js';
import type { Session } from '../../model/session.js';
import { chooseMask, renderHidden, renderMaskSwitch, type MaskName } from '../../ui/mask.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError, renderNotice } from '../../ui/notice.js';
import { renderStatus } from '../../ui/status-tag.js';
import { renderTabs, tabsStyles } from '../../ui/tabs.js';
import { KvAttemptHistory } from '../attempt-history/attempt-history.js';
import { KvCustomerActivity } from '../customer-activity/customer-activity.js';
import { KvDownloadPdf } from '../download-pdf/download-pdf.js';
import { KvEditDialog } from '../edit-dialog/edit-dialog.js';
import { KvExtraFields } from '../extra-fields/extra-fields.js';
import { KvFieldEvidence } from '../field-evidence/field-evidence.js';
import { KvMrzReport } from '../mrz-report/mrz-report.js';
import { KvNotes } from '../notes/notes.js';
import { KvPhoto } from '../photo/photo.js';
import { KvPhotoViewer } from '../photo-viewer/photo-viewer.js';
import { KvRejectDialog } from '../reject-dialog/reject-dialog.js';
import { KvScreening } from '../screening/screening.js';
import { KvVerifyDialog } from '../verify-dialog/verify-dialog.js';
import { renderOutcome } from './outcome.js';
import { photosOf, renderPhotos } from './photos.js';
import {
  isScreeningNews,
  renderSections,
  sectionNames,
  sectionTitles,
  type SectionName,
} from './sections.js';
import { styles } from './session-details.styles.js';

type TabName = 'current' | 'attempts';

/** Seconds after which a session that is still processing is read again, at most. */
const processingInterval = 5;

/**
 * Shows one session: its photos, the client's data and the results of the checks. While the session
 * awaits action, an agent can verify or reject it. The element stays up to date as long as the session
 * can change.
 * @summary The details of a session, with the manual decision.
 * @tagname kv-session-details
 * @example
 * ```html
 * <kv-session-details session-id="s-42" mask="photos"></kv-session-details>
 * ```
 * @slot empty - Shown while no session is selected.
 * @slot actions - Further actions of the host page, beside Verify and Reject.
 * @fires {CustomEvent<{ sessionId: string, verdict: Verdict, reasons: readonly string[] }>} kv-decision-request - Cancelable: a decision is about to be sent.
 * @fires {CustomEvent<{ sessionId: string, verdict: Verdict }>} kv-decision-complete - The backend has confirmed a decision.
 * @fires {CustomEvent<{ sessionId: string }>} kv-download-complete - A PDF of the session was given to the browser's downloads.
 * @fires {CustomEvent<{ sessionId: string, fields: readonly ClientField[] }>} kv-client-edit-complete - The backend has confirmed an edit of the client.
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - A request failed.
 * @csspart header - Name, status and date.
 * @csspart photo - One photo with its caption.
 * @csspart outcome - How the session ended.
 * @csspart conditions - The failed conditions.
 * @csspart section - A titled group of data.
 * @csspart actions - The bar with the buttons.
 * @csspart notice - Shown instead of the session: nothing is selected, or an error.
 */
export class KvSessionDetails extends KvElement {
  static override readonly texts = reviewTexts;
  static override styles = [...KvElement.styles, tabsStyles, ...styles];
  static override dependencies = {
    'kv-attempt-history': KvAttemptHistory,
    'kv-customer-activity': KvCustomerActivity,
    'kv-download-pdf': KvDownloadPdf,
    'kv-edit-dialog': KvEditDialog,
    'kv-extra-fields': KvExtraFields,
    'kv-field-evidence': KvFieldEvidence,
    'kv-mrz-report': KvMrzReport,
    'kv-notes': KvNotes,
    'kv-photo': KvPhoto,
    'kv-photo-viewer': KvPhotoViewer,
    'kv-reject-dialog': KvRejectDialog,
    'kv-screening': KvScreening,
    'kv-verify-dialog': KvVerifyDialog,
  };

  readonly #session = new LoadController<ReviewApi | string, Session>(this, {
    key: () => (this.api && this.sessionId ? [this.api, this.sessionId] : undefined),
    load: (signal) => {
      if (!this.api) throw new TypeError('The provider has no adapter.');
      return this.api.getSession(this.sessionId, { signal });
    },
    onLoad: (session) => this.#onLoad(session),
    onError: (error) => this.#onError(error),
  });
  readonly #poll = new PollController(
    this,
    () => this.#pollInterval,
    () => this.#session.reload(),
  );

  readonly #clipboard = new CopyController(this);

  readonly #mask = new MaskController(this, () => this.maskAfter);

  /** The id of the session. Without one, the element says that nothing is selected. */
  @property({ attribute: 'session-id' }) sessionId = '';

  /**
   * Seconds between two checks for changes while the session awaits action; 0 disables them. Not used if
   * the backend reports changes itself.
   */
  @property({ attribute: 'refresh-interval', type: Number }) refreshInterval = 20;

  /**
   * What is hidden until the user shows it: `photos`, `extra`, fields of the client such as
   * `personal-number`, or `all`; separated by spaces.
   */
  @property() mask = '';

  /** Seconds without input after which shown data is hidden again; 0 for never. */
  @property({ attribute: 'mask-after', type: Number }) maskAfter = 60;

  @state() private isRefreshing = false;
  @state() private enlarged: Photo | undefined;
  @state() private announcement = '';
  @state() private tab: TabName = 'current';

  @query('#name') private heading?: HTMLElement;
  @query('kv-verify-dialog') private verifyDialog?: KvVerifyDialog;
  @query('kv-reject-dialog') private rejectDialog?: KvRejectDialog;
  @query('kv-edit-dialog') private editDialog?: KvEditDialog;
  @query('.viewer') private viewer?: HTMLDialogElement;

  /** What the host wants masked. */
  #masked: ReadonlySet<MaskName> = new Set();

  /** The session and its status that were last in view, to tell what is news. */
  #known: Pick<Session, 'id' | 'status'> | undefined;
  #lastError: string | undefined;

  constructor() {
    super();
    new SubscriptionController(
      this,
      () => this.sessionChanges,
      (session) => {
        if (session.id === this.sessionId && this.#session.value) this.#take(session);
      },
    );
    new SubscriptionController(
      this,
      () => this.live,
      ({ sessionIds }) => {
        this.#poll.restart();
        if (sessionIds === 'many' || sessionIds.includes(this.sessionId)) {
          void this.#session.update();
        }
      },
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('mask')) this.#masked = chooseMask(this.localName, this.mask);
    // Another person is another reason to look.
    if (changed.has('sessionId')) this.#mask.hide();
    if (this.#hidden.size > 0) this.#closeRevealing();
    if (!changed.has('sessionId')) return;
    this.announcement = '';
    this.enlarged = undefined;
    this.isRefreshing = false;
    this.tab = 'current';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('refreshInterval')) this.#poll.restart();
    const viewer = this.viewer;
    if (!this.#session.value && viewer?.open) viewer.close();
  }

  /** Reloads the session. The element shows the previous data until the answer arrives. */
  async refresh(): Promise<void> {
    this.isRefreshing = true;
    await this.#session.reload();
    this.isRefreshing = false;
  }

  /** Opens the dialog that verifies the session. Returns false if the session cannot be decided now. */
  verify(): boolean {
    return this.#openDialog(this.verifyDialog);
  }

  /** Opens the dialog that rejects the session. Returns false if the session cannot be decided now. */
  reject(): boolean {
    return this.#openDialog(this.rejectDialog);
  }

  protected override render() {
    const session = this.#session.value;
    // The dialogs stay through every state, because they keep what the agent has written.
    return html`${this.#renderContent(session)}
      <p class="visually-hidden" role="status">${this.announcement}</p>
      <kv-verify-dialog
        .session=${session}
        .isSubjectHidden=${this.#hidden.size > 0}
        @kv-decision-complete=${this.#onDecided}
      ></kv-verify-dialog>
      <kv-reject-dialog
        .session=${session}
        .isSubjectHidden=${this.#hidden.size > 0}
        @kv-decision-complete=${this.#onDecided}
      ></kv-reject-dialog>
      <kv-edit-dialog .session=${session}></kv-edit-dialog> ${this.#renderViewer(session)}`;
  }

  /** What must not be seen now. */
  get #hidden(): ReadonlySet<MaskName> {
    return this.#mask.isRevealed ? new Set() : this.#masked;
  }

  get #isNameHidden(): boolean {
    return this.#hidden.has('firstName') || this.#hidden.has('lastName');
  }

  /** What shows more than the page itself. What was entered is kept. */
  #closeRevealing(): void {
    if (this.viewer?.open) this.viewer.close();
    this.editDialog?.close();
  }

  #renderContent(session: Session | undefined): TemplateResult {
    const { connection, localize } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    if (!this.sessionId) {
      return html`<slot name="empty">
        ${renderNotice({ icon: 'document', title: localize.term('details.choose') })}
      </slot>`;
    }
    if (session) return this.#renderSession(session);
    const { error } = this.#session;
    if (!error) return this.#renderSkeleton();
    if (error.code === 'not-found') {
      return renderNotice({
        icon: 'search',
        tone: 'danger',
        title: localize.term('details.notFound'),
        hint: localize.term('details.notFoundHint'),
      });
    }
    return renderError(error, localize, this.#retry);
  }

  #renderSkeleton(): TemplateResult {
    const lines = Array.from({ length: 8 }, () => html`<span class="bone line"></span>`);
    return html`<div class="details skeleton" aria-busy="true">
      <p class="visually-hidden" role="status">${this.localize.term('loading')}</p>
      <div class="header"><span class="bone title"></span></div>
      <div class="columns">
        <div class="gallery">
          <span class="bone photo"></span>
          <span class="bone card"></span>
        </div>
        <div class="data">
          <div class="section">${lines}</div>
          <div class="section">${lines}</div>
        </div>
      </div>
    </div>`;
  }

  #renderSession(session: Session): TemplateResult {
    const { localize, tab } = this;
    const panel =
      tab === 'current'
        ? this.#renderCurrent(session)
        : this.#hidden.size > 0
          ? renderHidden(localize, this.#mask.reveal)
          : html`<kv-attempt-history .session=${session}></kv-attempt-history>`;
    // What was opened or scrolled to for one person is not taken over to the next.
    const article = html`<article
      class="details"
      aria-labelledby="name"
      aria-busy=${this.isRefreshing}
    >
      ${this.#renderHeader(session)}
      ${this.#masked.size > 0 ? renderMaskSwitch(this.#mask, localize) : nothing}
      ${this.#renderStale()}
      <div class="columns">
        <section class="photos" aria-label=${localize.term('details.photos')}>
          ${
            this.#hidden.has('photos')
              ? renderHidden(localize, this.#mask.reveal)
              : renderPhotos(session, localize, this.#enlarge)
          }
        </section>
        <div class="main">
          ${this.#renderStanding(session)}
          ${renderTabs(
            [
              { name: 'current', label: localize.term('details.currentSession') },
              { name: 'attempts', label: localize.term('attempt.history') },
            ],
            { label: localize.term('details.label'), selected: tab, select: this.#selectTab },
          )}
          <div class="panel" id="panel-${tab}" role="tabpanel" aria-labelledby="tab-${tab}">
            ${panel}
          </div>
        </div>
      </div>
      ${this.#renderActions(session)}
    </article>`;
    return html`${keyed(session.id, article)}`;
  }

  /** What an agent must know before anything else. */
  #renderStanding(session: Session): TemplateResult {
    return html`${
      session.status === 'processing'
        ? html`<p class="outcome">
            ${icon('clock')}<span>${this.localize.term('details.processing')}</span>
          </p>`
        : nothing
    }
    ${renderOutcome(session, this.#hidden, this.localize.current)}`;
  }

  #renderCurrent(session: Session): TemplateResult {
    const { connection, localize } = this;
    const acceptanceLevel =
      connection.status === 'connected' ? connection.workspace.acceptanceLevel : undefined;
    return html`<nav class="jumps" aria-label=${localize.term('details.sections')}>
        ${sectionNames.map((name) => this.#renderJump(name, session))}
      </nav>
      <div class="data">
        ${renderSections(session, {
          localize,
          acceptanceLevel,
          hidden: this.#hidden,
          reveal: this.#mask.reveal,
          editButton: this.#renderEdit(session),
        })}
      </div>`;
  }

  #renderJump(name: SectionName, session: Session): TemplateResult {
    const isNews = name === 'screening' && isScreeningNews(session);
    return html`<button class="jump" type="button" @click=${() => this.#jump(name)}>
      ${isNews ? icon('warning') : nothing}${this.localize.term(sectionTitles[name])}
    </button>`;
  }

  #renderEdit(session: Session): TemplateResult | typeof nothing {
    const { connection } = this;
    const canEdit =
      connection.status === 'connected' &&
      connection.workspace.capabilities.includes('edit-client');
    if (!canEdit || !allowsAction(session.status, 'edit-client')) return nothing;
    if (this.#hidden.size > 0) return nothing;
    return html`<button
      class="button quiet edit"
      type="button"
      aria-haspopup="dialog"
      @click=${this.#edit}
    >
      ${this.localize.term('edit.title')}
    </button>`;
  }

  #renderHeader(session: Session): TemplateResult {
    const { localize } = this;
    const { firstName, lastName } = session.client;
    const name = this.#isNameHidden ? '' : [firstName, lastName].filter(Boolean).join(' ');
    return html`<header class="header" part="header">
      <div class="headline">
        <h2 class="name" id="name" tabindex="-1">
          <bdi>${name || localize.term('details.label')}</bdi>
        </h2>
        ${renderStatus(session.status, localize)}
      </div>
      <button
        class="button icon"
        type="button"
        aria-label=${localize.term('refresh')}
        title=${localize.term('refresh')}
        aria-disabled=${this.isRefreshing}
        @click=${this.#refresh}
      >
        ${icon('refresh')}
      </button>
      <p class="meta">
        ${
          session.documentType
            ? html`<span>${documentTypeText(localize, session.documentType)}</span>`
            : nothing
        }
        <span>${renderInstant(session.createdAt, localize.current)}</span>
        <span class="session-id">
          ${localize.term('details.sessionId')} <bdi class="number">${session.id}</bdi>
          ${this.#renderCopy()}
        </span>
      </p>
    </header>`;
  }

  #renderCopy(): TemplateResult | typeof nothing {
    if (!this.#clipboard.isPossible) return nothing;
    const label = this.localize.term('details.copyId');
    return html`<button
      class="button icon small"
      type="button"
      aria-label=${label}
      title=${label}
      @click=${this.#copyId}
    >
      ${icon('copy')}
    </button>`;
  }

  #renderStale(): TemplateResult | typeof nothing {
    if (!this.#session.error) return nothing;
    return html`<div class="stale" role="status">
      ${icon('warning')}<span>${this.localize.term('error.stale')}</span>
      <button class="button" type="button" @click=${this.#refresh}>
        ${this.localize.term('retry')}
      </button>
    </div>`;
  }

  #renderActions(session: Session): TemplateResult | typeof nothing {
    const { connection, localize } = this;
    if (connection.status !== 'connected') return nothing;
    const mayDecide = connection.workspace.capabilities.includes('decide');
    const isOpen = allowsAction(session.status, 'verify');
    const isDecided = session.decision !== null;
    const look = isOpen && mayDecide ? 'open' : isOpen || isDecided ? '' : 'bare';
    const explain = (key: 'details.readOnly' | 'details.noDecide'): TemplateResult =>
      html`<p class="explanation">${icon('lock')}<span>${localize.term(key)}</span></p>`;
    return html`<div class="actions ${look}" part="actions">
      ${isDecided ? explain('details.readOnly') : nothing}
      ${isOpen && !mayDecide ? explain('details.noDecide') : nothing}
      <slot name="actions"></slot>
      ${
        allowsAction(session.status, 'download-pdf')
          ? html`<kv-download-pdf .session=${session}></kv-download-pdf>`
          : nothing
      }
      ${
        isOpen && mayDecide
          ? html`<button
                class="button reject"
                type="button"
                aria-haspopup="dialog"
                @click=${this.#reject}
              >
                ${icon('close')}${localize.term('decision.reject')}
              </button>
              <button
                class="button primary"
                type="button"
                aria-haspopup="dialog"
                @click=${this.#verify}
              >
                ${icon('check')}${localize.term('decision.verify')}
              </button>`
          : nothing
      }
    </div>`;
  }

  #renderViewer(session: Session | undefined): TemplateResult {
    const { enlarged, localize } = this;
    return html`<dialog
      class="viewer"
      aria-label=${localize.term('details.photos')}
      @close=${this.#onViewerClose}
    >
      ${
        enlarged && session
          ? html`<header class="viewer-head">
                <h2 class="section-title">${localize.term('details.photos')}</h2>
                <button
                  class="button icon"
                  type="button"
                  aria-label=${localize.term('close')}
                  @click=${this.#closeViewer}
                >
                  ${icon('close')}
                </button>
              </header>
              <kv-photo-viewer
                .sessionId=${session.id}
                .photos=${photosOf(session)}
                .photoId=${enlarged.id}
                @kv-photo-change=${this.#onPhotoChange}
              ></kv-photo-viewer>`
          : nothing
      }
    </dialog>`;
  }

  #openDialog(dialog: KvVerifyDialog | KvRejectDialog | undefined): boolean {
    const { connection } = this;
    const session = this.#session.value;
    if (!session || !allowsAction(session.status, 'verify')) return false;
    if (connection.status !== 'connected') return false;
    if (!connection.workspace.capabilities.includes('decide')) return false;
    dialog?.show();
    return true;
  }

  get #pollInterval(): number {
    if (!(this.refreshInterval > 0)) return 0;
    if (this.live?.isLive && !this.#session.error) return 0;
    switch (this.#session.value?.status) {
      case 'processing':
        return Math.min(this.refreshInterval, processingInterval);
      case 'awaiting':
        return this.refreshInterval;
      default:
        return 0;
    }
  }

  /** Takes the session as another element, or this one's dialog, has it from the backend. */
  #take(session: Session): void {
    this.#session.replace(session);
    this.#known = session;
    this.#poll.restart();
  }

  #onLoad(session: Session): void {
    const known = this.#known;
    if (known?.id === session.id && known.status !== session.status) {
      this.announcement = statusText(this.localize, session.status);
    }
    this.#known = session;
    this.#lastError = undefined;
    this.#poll.restart();
  }

  /** A poll that keeps failing is news only once. */
  #onError(error: ReviewError): void {
    this.#poll.restart();
    if (error.code !== this.#lastError) this.reportError(error);
    this.#lastError = error.code;
  }

  #jump(name: SectionName): void {
    const title = this.renderRoot.querySelector<HTMLElement>(`#section-${name}`);
    title?.closest('section')?.scrollIntoView({ block: 'start' });
    title?.focus({ preventScroll: true });
  }

  readonly #retry = (): void => void this.#session.reload();

  readonly #refresh = (): void => void (this.isRefreshing || this.refresh());

  readonly #verify = (event: Event): void => openFrom(event, this.verifyDialog);

  readonly #edit = (event: Event): void => openFrom(event, this.editDialog);

  readonly #selectTab = (tab: TabName): void => {
    this.tab = tab;
  };

  readonly #reject = (event: Event): void => openFrom(event, this.rejectDialog);

  /** The button that opened the dialog is gone with the decision: the heading takes the focus. */
  readonly #onDecided = (event: KvEventMap['kv-decision-complete']): void => {
    if (event.detail.sessionId !== this.sessionId) return;
    void this.updateComplete.then(() => this.heading?.focus());
  };

  readonly #copyId = async (): Promise<void> => {
    const isCopied = await this.#clipboard.copy('id', this.sessionId);
    this.announcement = this.localize.term(isCopied ? 'details.copied' : 'details.copyFailed');
  };

  readonly #enlarge = (photo: Photo): void => {
    this.enlarged = photo;
    this.viewer?.showModal();
  };

  readonly #onPhotoChange = ({ detail }: KvEventMap['kv-photo-change']): void => {
    const session = this.#session.value;
    const photo = session && photosOf(session).find(({ id }) => id === detail.photoId);
    if (photo) this.enlarged = photo;
  };

  readonly #closeViewer = (): void => this.viewer?.close();

  readonly #onViewerClose = (): void => {
    this.enlarged = undefined;
  };
}

/** Safari gives a clicked button no focus, and the dialog gives the focus back to what had it. */
function openFrom(
  event: Event,
  dialog: KvVerifyDialog | KvRejectDialog | KvEditDialog | undefined,
): void {
  (event.currentTarget as HTMLElement).focus();
  dialog?.show();
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-session-details': KvSessionDetails;
  }
}
