import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';

import { isReviewError, ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { PdfBranding, PdfPhoto } from '../../export/pdf/index.js';
import { PartController } from '../../controllers/part.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { knownTimeZone } from '../../model/calendar-date.js';
import { allowsAction, isDecided } from '../../model/permissions.js';
import type { Photo } from '../../model/photo.js';
import { currentAttempt } from '../../model/current-attempt.js';
import type { Session } from '../../model/session.js';
import type { Workspace } from '../../api/workspace.js';
import { property, query, state } from '../../ui/decorators.js';
import type { DownloadOutcome, OfferedFile } from '../../ui/file-offer.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { cleanPhoto } from './clean-photo.js';
import { styles } from './download-pdf.styles.js';

const downloadIcon = svg`<path d="M12 4v11M7 10.500l5 5 5-5M5 19.500h14"/>`;

/** A PDF that was made, and what became of it. */
interface MadePdf {
  readonly sessionId: string;
  readonly outcome: DownloadOutcome;
}

/** Why the last click produced no file. */
type PdfMessage = 'failed' | 'unavailable';

interface Task {
  readonly api: ReviewApi;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
}

/**
 * Makes a PDF of a session in the page itself, and gives it to the browser's downloads (spec D11).
 * While the session awaits action, the element reads it again first, and marks each page as not
 * decided. The PDF is complete, whatever is masked on the page. The element redraws the photos, so
 * that the PDF contains no metadata of their files. If the adapter records activities, the user gets
 * the file only once its download is recorded.
 * @summary A button that downloads a session as PDF.
 * @tagname kv-download-pdf
 * @example
 * ```html
 * <kv-download-pdf session-id="s-42" paper="a4"></kv-download-pdf>
 * ```
 * @fires kv-download-complete - The file was made. It was `offered` to the browser's downloads, which do not tell whether they saved it. `blocked`: the page may not download files, and the element offers a link to the file.
 * @fires kv-error - A request failed.
 * @csspart button - The button.
 * @csspart file - The link to a file that the page may not be allowed to download.
 * @csspart label - The text of the button.
 * @csspart progress - The progress of a long PDF.
 */
export class KvDownloadPdf extends KvElement {
  static override readonly texts = detailsTexts;
  static override styles = [...KvElement.styles, ...styles];

  readonly #filePart = new PartController(
    this,
    this.localize,
    () => import('../../ui/file-offer.js'),
  );

  /** The session; the button is hidden while it is still being processed. */
  @property({ attribute: false }) session?: Session | undefined;

  /** The id of a session to load on demand, instead of `session`. */
  @property({ attribute: 'session-id' }) sessionId = '';

  /** `a4` or `letter`. */
  @property() paper = 'a4';

  /** The company's name, logo and colour on the form. */
  @property({ attribute: false }) branding?: PdfBranding | undefined;

  /** The key with which the page calls `download`, for `aria-keyshortcuts`. */
  @property({ attribute: false }) shortcut = '';

  @state() private isBusy = false;
  /** The share of the PDF that is made, once it takes longer than a slice of work. */
  @state() private progress: number | undefined;
  @state() private message: PdfMessage | undefined;

  /** The text of the live region. */
  @state() private announcement = '';
  @query('.start') private readonly startButton?: HTMLElement | null;

  @query('.cancel:focus') private readonly focusedCancelButton?: HTMLElement | null;
  #file: OfferedFile | undefined;
  #task: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const hasChanged = changed.has('session') && changed.get('session')?.id !== this.session?.id;
    if (hasChanged || changed.has('sessionId')) this.#abort();
  }

  /** Makes the PDF and gives it to the browser. Resolves to false if there is none, or on failure. */
  async download(): Promise<boolean> {
    const { connection } = this;
    if (this.isBusy || connection.status !== 'connected') return false;
    const task = new AbortController();
    this.#task = task;
    this.isBusy = true;
    this.message = undefined;
    this.#file?.release();
    this.announcement = this.localize.term('pdf.preparing');
    try {
      const { api, workspace } = connection;
      const made = await this.#make({ api, workspace, signal: task.signal });
      if (made) this.#complete(made);
      else this.#fail('unavailable');
      return made !== undefined;
    } catch (error) {
      if (!task.signal.aborted) this.#report(error);
      return false;
    } finally {
      if (this.#task === task) this.#end();
    }
  }

  /** Stops making the PDF; nothing is downloaded. */
  cancel(): void {
    if (!this.isBusy) return;
    this.#abort();
    this.announcement = this.localize.term('pdf.cancelled');
  }

  protected override render(): unknown {
    const { session, connection, isBusy } = this;
    if (connection.status !== 'connected') return nothing;
    if (!session && !this.sessionId) return nothing;
    if (session && !allowsAction(session.status, 'download-pdf')) return nothing;
    const key = isBusy ? 'pdf.preparing' : this.message === 'failed' ? 'retry' : 'pdf.download';
    const label = this.localize.term(key);
    return html`<div class="download">
        ${this.#renderMessage()} ${this.#renderProgress()}
        <button
          class="button start"
          part="button"
          type="button"
          title=${label}
          aria-disabled=${isBusy}
          aria-keyshortcuts=${this.shortcut || nothing}
          @click=${this.#onClick}
        >
          ${renderDrawing(downloadIcon)}<span part="label">${label}</span>
        </button>
      </div>
      <p class=${this.#file?.doubt ? 'in-doubt' : 'visually-hidden'} role="status">
        ${this.announcement}
      </p>
      ${this.#file?.link}`;
  }

  #renderProgress(): TemplateResult | typeof nothing {
    const { progress, localize } = this;
    if (progress === undefined) return nothing;
    return html`<progress
        part="progress"
        aria-label=${localize.term('pdf.preparing')}
        value=${progress}
      ></progress>
      <button class="button quiet cancel" type="button" @click=${this.#onCancel}>
        ${localize.term('cancel')}
      </button>`;
  }

  #renderMessage(): TemplateResult | typeof nothing {
    if (!this.message) return nothing;
    return html`<p class="message" role="alert">
      ${icon('warning')}<span>${this.localize.term(`pdf.${this.message}`)}</span>
    </p>`;
  }

  /** Resolves to `undefined` if the session is still being processed. */
  async #make({ api, workspace, signal }: Task): Promise<MadePdf | undefined> {
    const session = await this.#read(api, signal);
    const now = new Date();
    if (!allowsAction(session.status, 'download-pdf')) return undefined;
    const [{ exportPdf }, photos] = await Promise.all([
      import('../../export/pdf/index.js'),
      this.#loadPhotos(session, api, signal),
      this.#filePart.load(),
    ]);
    const { locale, language } = this.localize.current;
    const bytes = await exportPdf(session, {
      locale,
      language,
      now,
      timeZone: knownTimeZone(workspace.timeZone),
      paper: this.paper === 'letter' ? 'letter' : 'a4',
      photos,
      extraFields: workspace.extraFields,
      acceptanceLevel: workspace.acceptanceLevel,
      signal,
      onProgress: (share) => {
        // Whole percents, so that the element does not render with every slice.
        if (!signal.aborted) this.progress = Math.floor(share * 100) / 100;
      },
      ...(this.branding ? { branding: this.branding } : {}),
    });
    if (workspace.capabilities.includes('record-activity')) {
      await api.recordActivity({ action: 'download-pdf', sessionIds: [session.id] }, { signal });
    }
    signal.throwIfAborted();
    const file = new Blob([new Uint8Array(bytes)], { type: 'application/pdf' });
    return { sessionId: session.id, outcome: this.#offer(file, fileNameOf(session)) };
  }

  #offer(blob: Blob, name: string): DownloadOutcome {
    const { module } = this.#filePart;
    if (!module) throw new Error('The code of the file is missing.');
    const { localize } = this;
    this.#file = new module.OfferedFile(blob, name, { host: this, localize, api: () => this.api });
    return this.#file.outcome;
  }

  /** Somebody may have decided since the page loaded the session: the PDF must not deny it. */
  async #read(api: ReviewApi, signal: AbortSignal): Promise<Session> {
    const shown = this.session;
    if (shown && isDecided(shown)) return shown;
    const session = await api.getSession(shown?.id ?? this.sessionId, { signal });
    if (shown && session.version !== shown.version) this.sessionChanges?.announce(session);
    return session;
  }

  async #loadPhotos(session: Session, api: ReviewApi, signal: AbortSignal): Promise<PdfPhoto[]> {
    const photos = currentAttempt(session)?.photos ?? [];
    const printed = photos.length === 0 && session.selfie ? [session.selfie] : photos;
    const loaded = await Promise.all(
      printed.map(async ({ id }) => {
        const blob = await loadPhoto(session.id, id, api, signal);
        const bytes = blob && (await cleanPhoto(blob));
        return bytes ? [{ id, bytes }] : [];
      }),
    );
    return loaded.flat();
  }

  #complete({ sessionId, outcome }: MadePdf): void {
    this.announcement = this.localize.term(`file.${outcome}`);
    this.emit('kv-download-complete', { sessionId, outcome });
  }

  #fail(message: PdfMessage): void {
    this.message = message;
    this.announcement = '';
  }

  #report(error: unknown): void {
    this.#fail('failed');
    if (isReviewError(error)) this.reportError(error);
    else console.warn(`<${this.localName}>: the PDF could not be created.`, error);
  }

  #end(): void {
    // The focused button is about to disappear.
    if (this.focusedCancelButton) this.startButton?.focus();
    this.isBusy = false;
    this.progress = undefined;
  }

  #abort(): void {
    this.#task?.abort();
    this.#task = undefined;
    this.#end();
    this.#file?.release();
    this.message = undefined;
    this.announcement = '';
  }

  readonly #onClick = (): void => void this.download();

  readonly #onCancel = (): void => this.cancel();
}

/** `null` for a photo that no longer exists, which the form states; other errors reject. */
async function loadPhoto(
  sessionId: string,
  photoId: Photo['id'],
  api: ReviewApi,
  signal: AbortSignal,
): Promise<Blob | null> {
  try {
    return await api.getPhoto(sessionId, photoId, { signal, size: 'full' });
  } catch (error) {
    const reason = ReviewError.from(error);
    if (reason.code === 'not-found') return null;
    throw reason;
  }
}

/** Contains the session's id and no personal data. */
function fileNameOf(session: Session): string {
  const id = session.id.replaceAll(/[^\w.-]+/g, '_').slice(0, 80);
  return `session-${id}${isDecided(session) ? '' : '-not-decided'}.pdf`;
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-download-pdf': KvDownloadPdf;
  }
}
