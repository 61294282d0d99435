import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import type { KvEventMap } from '../../context/events.js';
import { BarSizes } from '../../controllers/bar-sizes.js';
import { CopyController } from '../../controllers/copy.js';
import { withElements } from '../../controllers/element-part.js';
import { FocusKeeper } from '../../controllers/focus-keeper.js';
import type { ShortcutAction, Shortcuts } from '../../controllers/hotkeys.js';
import { PartController } from '../../controllers/part.js';
import { ariaKey } from '../../controllers/typed-key.js';
import { WidthController } from '../../controllers/width.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { statusText } from '../../i18n/values.js';
import type { Claim } from '../../model/claim.js';
import { allowsAction } from '../../model/permissions.js';
import type { Photo } from '../../model/photo.js';
import type { Session } from '../../model/session.js';
import { renderCopyOutcome } from '../../ui/copy-button.js';
import { property, query, state } from '../../ui/decorators.js';
import { MaskController, renderMaskSwitch } from '../../ui/mask-switch.js';
import { chooseMask, renderHidden, type MaskName } from '../../ui/mask.js';
import { icon } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError, renderNotice } from '../../ui/notice.js';
import { renderLate } from '../../ui/late-content.js';
import { renderPartFailure } from '../../ui/part.js';
import { renderTabs, tabsStyles } from '../../ui/tabs.js';
import { isTextField } from '../../ui/text-field.js';
import { whenIdle } from '../../ui/when-idle.js';
import { KvDownloadPdf } from '../download-pdf/download-pdf.js';
import type { KvEditDialog } from '../edit-dialog/edit-dialog.js';
import { KvPhoto } from '../photo/photo.js';
import type { KvRejectDialog } from '../reject-dialog/reject-dialog.js';
import type { KvVerifyDialog } from '../verify-dialog/verify-dialog.js';
import { renderActions } from './actions.js';
import type { ClaimPanel } from './claim.js';
import { renderConcerns } from './concerns.js';
import { CurrentSession } from './current-session.js';
import type { DialogName, Dialogs } from './on-request.js';
import { showEvidence, type Evidence, type Place } from './evidence.js';
import { renderHeader } from './header.js';
import { describeDecision, renderOutcome } from './outcome.js';
import { photosOf, renderPhotos } from './photos.js';
import { renderJumps, renderSections, type TimelineSection } from './sections.js';
import { styles } from './session-details.styles.js';
import { renderSkeleton } from './skeleton.js';

type TabName = 'current' | 'attempts';

const dialogNames: readonly DialogName[] = ['edit', 'reject', 'verify'];
/** Whole tags, because `kv-review rename` finds nothing else. */
const dialogTags = {
  edit: 'kv-edit-dialog',
  reject: 'kv-reject-dialog',
  verify: 'kv-verify-dialog',
} as const satisfies Record<DialogName, string>;

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
 * @fires kv-decision-request - Cancelable: a decision is about to be sent.
 * @fires kv-decision-complete - The backend has confirmed a decision.
 * @fires kv-download-complete - A PDF of the session was made. It was `offered` to the browser's downloads, which do not tell whether they saved it, or the page may not download files (`blocked`).
 * @fires kv-client-edit-complete - The backend has confirmed an edit of the client.
 * @fires kv-session-open - A related session was activated, or the one that this one duplicates.
 * @fires kv-error - A request failed.
 * @csspart header - Name, status and date.
 * @csspart photo - One photo with its caption.
 * @csspart outcome - How the session ended.
 * @csspart conditions - Why the session needs review, or what was not met.
 * @csspart section - A titled group of data.
 * @csspart claim - Who has claimed the session, with the buttons for it.
 * @csspart actions - The buttons: beside the name, or in a bar below the data where space is short.
 * @csspart notice - Shown instead of the session: nothing is selected, or an error.
 * @cssproperty [--kv-session-details-inset=0px] - The height of the host page's own bar at the top of the window. The name and the buttons stay below it.
 */
export class KvSessionDetails extends KvElement {
  static override readonly texts = detailsTexts;
  static override styles = [...KvElement.styles, tabsStyles, ...styles];
  static override dependencies = {
    'kv-download-pdf': KvDownloadPdf,
    'kv-photo': KvPhoto,
  };

  readonly #session = new CurrentSession(this, {
    ...this.providerLinks,
    sessionId: () => this.sessionId,
    refreshInterval: () => this.refreshInterval,
    onStatusChange: (session) => this.#announceStatus(session),
  });
  readonly #copier: CopyController = new CopyController(this);
  readonly #focusKeeper = new FocusKeeper(this, () => this.focus());

  readonly #mask = new MaskController(this, () => this.maskAfter);

  readonly #onRequest: PartController<typeof import('./on-request.js')> = new PartController(
    this,
    this.localize,
    withElements(this, () => import('./on-request.js')),
  );
  readonly #lowerSections: PartController<typeof import('./lower-sections.js')> =
    new PartController(
      this,
      this.localize,
      withElements(this, () => import('./lower-sections.js')),
    );

  /** Only with the capability `claims`, while a session awaits action. */
  readonly #claimPart: PartController<typeof import('./claim.js')> = new PartController(
    this,
    this.localize,
    () => import('./claim.js'),
  );

  /** Whether there is room for the sheet of an edit beside the photos. */
  readonly #width = new WidthController(this, 60);

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

  /**
   * The keys with which the page around the element calls its methods, for `aria-keyshortcuts`. The
   * element itself handles none of them.
   */
  @property({ attribute: false }) shortcuts: Partial<Shortcuts> = {};

  /** Switches off the digits that choose the reasons of a rejection. */
  @property({ type: Boolean, attribute: 'no-shortcuts' }) noShortcuts = false;

  @state() private isRefreshing = false;
  @state() private enlarged: Photo | undefined;
  /** Whether the viewer shows two photos as it opens. */
  @state() private isComparing = false;
  @state() private announcement = '';
  /** Whether this user has decided the session in view, here and now. */
  @state() private isDecidedHere = false;
  @state() private tab: TabName = 'current';
  @state() private isTimelineOpen = false;
  @state() private isRelatedOpen = false;

  @query('#name') private heading?: HTMLElement;
  @query('kv-download-pdf') private pdfButton?: KvDownloadPdf | null;
  @query('.viewer') private viewer?: HTMLDialogElement | null;

  /** What the host wants masked. */
  #masked: ReadonlySet<MaskName> = new Set();
  /** The dialog or photo that the user has requested last. */
  #requested: DialogName | Photo | 'compare' | undefined;
  #isPreloading = false;
  #loadedClaims: ClaimPanel | undefined;

  constructor() {
    super();
    new BarSizes(this, {
      target: '.details',
      bars: { '--_top-size': '.top', '--_actions-size': '.actions' },
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('mask')) this.#masked = chooseMask(this.localName, this.mask);
    // Another person is another reason to look.
    if (changed.has('sessionId')) this.#mask.hide();
    if (this.#hidden.size > 0) this.#closeRevealing();
    if (this.tab === 'attempts' && this.#hidden.size === 0) this.#onRequest.require();
    // While the backend answers.
    if (this.sessionId && this.api) this.#lowerSections.require();
    if (this.#hasClaims) this.#claimPart.require();
    if (!changed.has('sessionId')) return;
    this.#requested = undefined;
    this.announcement = '';
    this.isDecidedHere = false;
    this.#copier.clear();
    this.enlarged = undefined;
    this.isRefreshing = false;
    this.tab = 'current';
    this.isTimelineOpen = false;
    this.isRelatedOpen = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('refreshInterval')) this.#session.restartPolling();
    const viewer = this.viewer;
    if (!this.#session.value && viewer?.open) viewer.close();
    if (this.#session.value && !this.#isPreloading) {
      this.#isPreloading = true;
      whenIdle(this.#onRequest.preload);
    }
  }

  /** Reloads the session. The element shows the previous data until the answer arrives. */
  async refresh(): Promise<void> {
    this.isRefreshing = true;
    await this.#session.reload();
    this.isRefreshing = false;
  }

  /**
   * Opens the dialog that verifies the session, as soon as it has loaded. Returns false if the session
   * cannot be decided now.
   */
  verify(): boolean {
    return this.#openDialog('verify');
  }

  /**
   * Opens the dialog that rejects the session, as soon as it has loaded. Returns false if the session
   * cannot be decided now.
   */
  reject(): boolean {
    return this.#openDialog('reject');
  }

  /**
   * Claims the session, or asks for a reason to take it over from another user. Returns false if the user has it
   * already, or if sessions cannot be claimed.
   */
  claim(): boolean {
    if (!this.#hasClaims || this.#claims?.claims.own) return false;
    this.#claimPart.use(() => this.#claims?.claim());
    return true;
  }

  /** Releases the user's claim of the session. Returns false if there is none. */
  release(): boolean {
    return this.#claims?.release() ?? false;
  }

  /** Opens the edit of the client's data, as soon as it has loaded. Returns false if it cannot be edited now. */
  edit(): boolean {
    return this.#openDialog('edit');
  }

  /** Opens the photos with face and document side by side. Returns false if no photo is shown. */
  compare(): boolean {
    const session = this.#session.value;
    const [photo, ...others] = session ? photosOf(session) : [];
    if (!photo || this.#hidden.has('photos')) return false;
    this.#enlarge(photo, others.length > 0);
    return true;
  }

  /** Opens the report of the machine-readable zone. Returns false if the session shows none. */
  showZone(): boolean {
    const session = this.#session.value;
    if (!session || session.attempts.length === 0 || this.#hidden.size > 0) return false;
    this.tab = 'current';
    void this.updateComplete.then(() => this.#jump('zone'));
    return true;
  }

  /** Opens the timeline of the session. Returns false if the session shows none. */
  showTimeline(): boolean {
    if (!this.#session.value || !this.#timeline) return false;
    this.tab = 'current';
    void this.updateComplete.then(() => this.#jump('timeline'));
    return true;
  }

  /** Makes the PDF of the session and passes it to the browser. Returns false if there is none. */
  downloadPdf(): boolean {
    const { pdfButton } = this;
    if (!pdfButton) return false;
    void pdfButton.download();
    return true;
  }

  /**
   * Moves the focus to the client's name. While the session loads, the name takes the focus as soon
   * as it is there. Without a session, the focus goes to the message in its place.
   */
  override focus(options?: FocusOptions): void {
    const notice = this.renderRoot.querySelector<HTMLElement>('.notice');
    // Read out with the message, which is an alert.
    const retry = notice?.querySelector('button');
    if (notice && !retry) notice.tabIndex = -1;
    const skeleton = this.renderRoot.querySelector<HTMLElement>('.skeleton');
    (this.heading ?? skeleton ?? retry ?? notice)?.focus(options);
  }

  protected override render() {
    const session = this.#session.value;
    const dialogs: Dialogs = {
      session,
      isSubjectHidden: this.#hidden.size > 0,
      noShortcuts: this.noShortcuts,
      awaitClaim: this.#hasClaims ? this.#awaitClaim : undefined,
      onDecided: this.#onDecided,
      onClose: this.#onDialogClose,
    };
    return html`<div class="split">
        <div class="content">${this.#renderContent(session)}</div>
        ${this.#onRequest.module?.renderEditSheet(dialogs, this.#width.hasWidth)}
      </div>
      <p class="visually-hidden" role="status">${this.announcement}</p>
      ${renderCopyOutcome(this.#copier, this.localize.current)}
      ${this.#onRequest.module?.renderDecisionDialogs(dialogs)} ${this.#claims?.renderDialog()}
      ${this.#onRequest.module?.renderPhotoDialog(
        {
          session,
          photo: this.enlarged,
          isComparing: this.isComparing,
          change: (photo) => (this.enlarged = photo),
          close: this.#closeViewer,
          onClose: this.#onViewerClose,
        },
        this.localize,
      )}`;
  }

  /** What must not be seen now. */
  get #hidden(): ReadonlySet<MaskName> {
    return this.#mask.isRevealed ? new Set() : this.#masked;
  }

  /** Whether the session in view can be claimed. */
  get #hasClaims(): boolean {
    const { capabilities = [] } = this.workspace ?? {};
    const isOpen = this.#session.value?.status === 'awaiting';
    return isOpen && capabilities.includes('claims') && capabilities.includes('decide');
  }

  /** Once its part has loaded. */
  get #claims(): ClaimPanel | undefined {
    const { module } = this.#claimPart;
    this.#loadedClaims ??=
      module &&
      new module.ClaimPanel(this, {
        ...this.providerLinks,
        localize: this.localize,
        root: () => this.renderRoot,
        keyOf: this.#keyOf,
        session: () => (this.#hasClaims ? this.#session.value : undefined),
        show: (session) => this.#session.replace(session),
        reload: () => this.#session.reload(),
        say: (text) => (this.announcement = text),
      });
    return this.#loadedClaims;
  }

  /** Whether the adapter and the user's role allow edits, and no value is hidden. */
  get #mayEdit(): boolean {
    const isOffered = this.workspace?.capabilities.includes('edit-client') ?? false;
    return isOffered && this.#hidden.size === 0;
  }

  /** What shows more than the page itself. What was entered is kept. */
  #closeRevealing(): void {
    if (this.viewer?.open) this.viewer.close();
    this.#dialogOf('edit')?.close();
  }

  #renderContent(session: Session | undefined): TemplateResult {
    const { connection, localize } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    if (!this.sessionId) {
      return html`<slot name="empty">
        ${renderNotice({ icon: 'person', title: localize.term('details.choose') })}
      </slot>`;
    }
    if (session) return this.#renderSession(session);
    const { error } = this.#session;
    if (!error) return renderSkeleton(localize);
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

  #renderSession(session: Session): TemplateResult {
    const { localize, tab, workspace } = this;
    const panel =
      tab === 'current'
        ? this.#renderCurrent(session)
        : this.#hidden.size > 0
          ? renderHidden(localize, this.#mask.reveal)
          : renderLate(
              this.#onRequest,
              localize,
              () => html`<kv-attempt-history .session=${session}></kv-attempt-history>`,
            );
    // What was opened or scrolled to for one person is not taken over to the next.
    const article = html`<article
      class="details"
      aria-labelledby="name"
      aria-busy=${this.isRefreshing}
    >
      <div class="top">
        ${renderHeader(session, {
          localize,
          copier: this.#copier,
          hidden: this.#hidden,
          isStatusKnown: this.isDecidedHere,
          isRefreshing: this.isRefreshing,
          due: this.#lowerSections.module?.renderDue(session, localize),
          keyOf: this.#keyOf,
          refresh: this.#refresh,
        })}
        ${workspace ? this.#renderActions(session, workspace.capabilities) : nothing}
      </div>
      ${this.#masked.size > 0 ? renderMaskSwitch(this.#mask, localize, icon('lock')) : nothing}
      ${this.#renderStale()}
      <div class="columns">
        <section
          class="photos"
          tabindex="-1"
          id="section-photos"
          aria-label=${localize.term('details.photos')}
        >
          ${
            this.#hidden.has('photos')
              ? renderHidden(localize, this.#mask.reveal)
              : renderPhotos(session, {
                  localize,
                  keyOf: this.#keyOf,
                  awaited: this.#onRequest.isAwaited ? this.#requestedPhoto : undefined,
                  enlarge: this.#show,
                  compare: this.#compare,
                })
          }
          ${this.#requestedPhoto ? renderPartFailure([this.#onRequest], localize) : nothing}
        </section>
        <div class="main">
          <div class="ways">
            ${renderTabs(
              [
                { name: 'current', label: localize.term('details.currentSession') },
                { name: 'attempts', label: localize.term('attempt.history') },
              ],
              { label: localize.term('details.label'), selected: tab, select: this.#selectTab },
            )}
            ${tab === 'current' ? renderJumps(session, localize, this.#jump) : nothing}
          </div>
          <div class="panel" id="panel-${tab}" role="tabpanel" aria-labelledby="tab-${tab}">
            ${panel}
          </div>
        </div>
      </div>
    </article>`;
    return html`${keyed(session.id, article)}`;
  }

  #renderActions(session: Session, capabilities: readonly string[]): TemplateResult {
    return renderActions(session, {
      localize: this.localize,
      mayDecide: capabilities.includes('decide'),
      mayEdit: this.#mayEdit,
      keyOf: this.#keyOf,
      claims: this.#hasClaims ? this.#claims : undefined,
      part: this.#onRequest,
      requested: this.#requestedDialog,
      open: this.#onAction,
    });
  }

  #renderCurrent(session: Session): TemplateResult {
    const { localize, workspace } = this;
    const outcome = html`${renderOutcome(session, localize.current, this.#openSession)}
    ${renderConcerns(session, {
      localizer: localize.current,
      hidden: this.#hidden,
      actorId: workspace?.actor.id,
      show: this.#showEvidence,
    })}`;
    return renderSections(session, outcome, {
      localize,
      acceptanceLevel: workspace?.acceptanceLevel,
      timeZone: workspace?.timeZone,
      hidden: this.#hidden,
      reveal: this.#mask.reveal,
      keyOf: this.#keyOf,
      jump: this.#jump,
      timeline: this.#timeline,
      hasRelated: workspace?.capabilities.includes('related') ?? false,
      isRelatedOpen: this.isRelatedOpen,
      toggleRelated: this.#toggleRelated,
      closed: this.#onRequest,
      lower: this.#lowerSections,
    });
  }

  get #timeline(): TimelineSection | undefined {
    if (!this.workspace?.capabilities.includes('timeline')) return undefined;
    const { isTimelineOpen: isOpen, refreshInterval } = this;
    return { isOpen, refreshInterval, onToggle: this.#onTimeline };
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

  /** What happened elsewhere. The dialogs announce the decisions of this user. */
  #announceStatus({ status, decision }: Session): void {
    const actorId = this.workspace?.actor.id;
    if (decision && decision.by?.id === actorId) return;
    // A form in which the user writes announces by itself that it can no longer be sent.
    const part = this.shadowRoot?.activeElement;
    if (isTextField(part?.shadowRoot?.activeElement)) return;
    this.announcement = decision
      ? describeDecision(decision, this.localize.current)
      : statusText(this.localize, status);
  }

  #openDialog(name: DialogName): boolean {
    if (!this.#mayOpen(name)) return false;
    if (name !== 'edit') {
      const obstacle = this.#hasClaims && this.#claims?.obstacle;
      if (obstacle) {
        this.announcement = obstacle;
        return true;
      }
      // Others see that the session is about to be decided.
      if (this.#hasClaims) this.#claimPart.use(() => void this.#claims?.claims.claim());
    }
    this.#request(name, () => {
      if (this.#mayOpen(name)) this.#dialogOf(name)?.show();
    });
    return true;
  }

  /** Opens something once its part has loaded, unless another session is in view by then. */
  #request(requested: DialogName | Photo | 'compare' | undefined, open: () => void): void {
    const { sessionId } = this;
    this.#requested = requested;
    this.#onRequest.use(() => {
      if (this.sessionId === sessionId) open();
    });
  }

  get #requestedDialog(): DialogName | undefined {
    return dialogNames.find((name) => name === this.#requested);
  }

  get #requestedPhoto(): Photo | 'compare' | undefined {
    const requested = this.#requested;
    return typeof requested === 'object' || requested === 'compare' ? requested : undefined;
  }

  #mayOpen(name: DialogName): boolean {
    const { status } = this.#session.value ?? {};
    if (status === undefined) return false;
    if (name === 'edit') return this.#mayEdit && allowsAction(status, 'edit-client');
    const isOffered = this.workspace?.capabilities.includes('decide') ?? false;
    return isOffered && allowsAction(status, 'verify');
  }

  /** `null` until its part has loaded. */
  #dialogOf(name: DialogName): KvVerifyDialog | KvRejectDialog | KvEditDialog | null {
    return this.renderRoot.querySelector(dialogTags[name]);
  }

  #enlarge(photo: Photo, isComparing: boolean): void {
    this.#request(isComparing ? 'compare' : photo, () => {
      if (this.#hidden.has('photos')) return;
      this.enlarged = photo;
      this.isComparing = isComparing;
      this.viewer?.showModal();
      void this.updateComplete.then(() => this.#focusViewer());
    });
  }

  #focusViewer(): void {
    this.renderRoot.querySelector('kv-photo-viewer')?.focus();
  }

  readonly #keyOf = (action: ShortcutAction): string | typeof nothing => {
    const key = this.shortcuts[action];
    return key ? ariaKey(key) : nothing;
  };

  readonly #awaitClaim = async (): Promise<Claim | undefined> => {
    await this.#claimPart.load();
    // By then, the claim of the dialog that was opened has been requested.
    await this.updateComplete;
    return this.#claims?.claims.settle();
  };

  readonly #retry = (): void => void this.#session.reload();

  readonly #refresh = (): void => void (this.isRefreshing || this.refresh());

  /** Safari gives a clicked button no focus, and the dialog gives the focus back to what had it. */
  readonly #onAction = (event: Event, name: DialogName): void => {
    (event.currentTarget as HTMLElement).focus();
    this.#openDialog(name);
  };

  readonly #showEvidence = (evidence: Evidence): void => {
    const show = (): void => showEvidence(this.renderRoot, evidence);
    show();
    // Again, once the section is there.
    if (!this.#lowerSections.module) this.#lowerSections.use(show);
    if (!this.#onRequest.module && evidence.field !== undefined) {
      this.#request(undefined, show);
    }
  };

  readonly #jump = (place: Place): void => this.#showEvidence({ place });

  readonly #onTimeline = (isOpen: boolean): void => {
    this.isTimelineOpen = isOpen;
    if (isOpen) this.#onRequest.require();
  };

  readonly #openSession = (sessionId: string): void => {
    this.emit('kv-session-open', { sessionId });
  };

  readonly #toggleRelated = ({ currentTarget }: Event): void => {
    this.isRelatedOpen = (currentTarget as HTMLDetailsElement).open;
    this.#onRequest.require();
  };

  readonly #selectTab = (tab: TabName): void => {
    this.tab = tab;
  };

  /** The button that opened the dialog is gone with the decision: the heading takes the focus. */
  readonly #onDecided = (event: KvEventMap['kv-decision-complete']): void => {
    if (event.detail.sessionId !== this.sessionId) return;
    this.isDecidedHere = true;
    void this.updateComplete.then(() => this.heading?.focus());
  };

  /** The browser returns the focus to what opened the dialog, which may be gone since. */
  readonly #onDialogClose = (): void => this.#focusKeeper.check();

  readonly #show = (photo: Photo): void => this.#enlarge(photo, false);

  readonly #compare = (): void => void this.compare();

  readonly #closeViewer = (): void => this.viewer?.close();

  readonly #onViewerClose = ({ currentTarget }: Event): void => {
    // The photos may have been opened again since.
    if ((currentTarget as HTMLDialogElement).open) return;
    this.enlarged = undefined;
    this.#focusKeeper.check();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-session-details': KvSessionDetails;
  }
}
