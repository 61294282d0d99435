import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, html } from '@open-wc/testing';
import { ReviewError } from 'kv-review/api';
import { createMemoryApi, type MemoryApi } from 'kv-review/api/memory';
import type { ActivityReport, Session } from 'kv-review/model';
import { samplePhoto, sampleSessions, sampleWorkspace } from 'kv-review/testing';

import 'kv-review/define/download-pdf';
import 'kv-review/define/session-details';
import { contains, place, rejected, withExif } from '../export/pdf-fixture.js';
import { showIn, until } from './review-page.js';

const { actor, ...workspace } = sampleWorkspace();
const awaiting = sampleSessions({ count: 50, seed: 'pdf' }).find(
  ({ status }) => status === 'awaiting',
)!;

interface Saved {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The downloads, which a stub records. */
let saved: Saved[] = [];
let urls: Map<string, Blob>;
const { createObjectURL, revokeObjectURL } = URL;
const click = HTMLAnchorElement.prototype.click;

beforeEach(() => {
  saved = [];
  urls = new Map();
  URL.createObjectURL = (blob: Blob) => {
    const url = createObjectURL.call(URL, blob);
    urls.set(url, blob);
    return url;
  };
  URL.revokeObjectURL = (url: string) => {
    urls.delete(url);
    revokeObjectURL.call(URL, url);
  };
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    const { download } = this;
    void urls
      .get(this.href)!
      .arrayBuffer()
      .then((buffer) => saved.push({ name: download, bytes: new Uint8Array(buffer) }));
  };
});

afterEach(() => {
  Object.assign(URL, { createObjectURL, revokeObjectURL });
  HTMLAnchorElement.prototype.click = click;
});

function createApi(session: Session, changes: Partial<MemoryApi> = {}) {
  const api = createMemoryApi({ sessions: [session], actor, workspace, photos: samplePhoto });
  const reports: ActivityReport[] = [];
  const { recordActivity } = api;
  api.recordActivity = (report, request) => {
    reports.push(report);
    return recordActivity(report, request);
  };
  return { api: Object.assign(api, changes), reports };
}

async function show(session: Session, api: MemoryApi) {
  const provider = await showIn(api, html`<kv-download-pdf .session=${session}></kv-download-pdf>`);
  const element = provider.querySelector('kv-download-pdf')!;
  await element.updateComplete;
  return element;
}

type Element = HTMLElementTagNameMap['kv-download-pdf'];
const buttonOf = (element: Element) => element.shadowRoot!.querySelector('button');
const said = (element: Element) => element.shadowRoot!.textContent.replaceAll(/\s+/g, ' ').trim();

describe('kv-download-pdf', () => {
  it('downloads the PDF of a decided session, under a name without personal data', async () => {
    const { api, reports } = createApi(rejected);
    const element = await show(rejected, api);
    const completed: unknown[] = [];
    element.addEventListener('kv-download-complete', ({ detail }) => completed.push(detail));
    buttonOf(element)!.click();
    await until(() => saved.length === 1, 'nothing was saved');
    expect(saved[0]!.name).to.equal(`session-${rejected.id}.pdf`);
    const document = await PDFDocument.load(saved[0]!.bytes);
    expect(document.getTitle()).to.equal(`Identity verification ${rejected.id}`);
    expect(completed).to.deep.equal([{ sessionId: rejected.id, outcome: 'offered' }]);
    expect(reports).to.deep.equal([{ action: 'download-pdf', sessionIds: [rejected.id] }]);
    await element.updateComplete;
    expect(said(element)).to.contain('The file was passed to your browser.');
    await until(() => urls.size === 0, 'the object URL was not revoked');
  });

  const withNotes = (count: number): Session => ({
    ...rejected,
    notes: Array.from({ length: count }, (_, index) => ({
      ...rejected.notes[0]!,
      id: `note-${index}`,
      text: `${rejected.notes[0]!.text} ${index}`,
    })),
  });
  const longSession = withNotes(400);

  it('shows the progress of a long PDF, and lets the page work between its steps', async () => {
    const veryLongSession = withNotes(2000);
    const { api } = createApi(veryLongSession);
    const element = await show(veryLongSession, api);
    const shares: number[] = [];
    const work = { isDone: false };
    const download = element.download().finally(() => (work.isDone = true));
    while (!work.isDone) {
      await new Promise((resolve) => setTimeout(resolve));
      const progress = element.shadowRoot!.querySelector('progress');
      if (progress && progress.value !== shares.at(-1)) shares.push(progress.value);
    }
    expect(await download).to.be.true;
    expect(shares.length).to.be.greaterThan(5);
    expect(shares).to.deep.equal(shares.toSorted((a, b) => a - b));
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('progress')).to.be.null;
    await until(() => saved.length === 1, 'nothing was saved');
  });

  it('can be cancelled; nothing is downloaded or recorded, and the focus stays', async () => {
    const { api, reports } = createApi(longSession);
    const element = await show(longSession, api);
    const download = element.download();
    const cancelButton = () => element.shadowRoot!.querySelector<HTMLElement>('.cancel');
    await until(cancelButton, 'no button to cancel');
    cancelButton()!.focus();
    cancelButton()!.click();
    expect(await download).to.be.false;
    await element.updateComplete;
    expect(said(element)).to.contain('Canceled. Nothing was downloaded.');
    expect(element.shadowRoot!.activeElement).to.equal(buttonOf(element));
    expect([saved, reports]).to.deep.equal([[], []]);
    expect(await element.download()).to.be.true;
    await until(() => saved.length === 1, 'nothing was saved');
  });

  it('is accessible while it works', async () => {
    const { api } = createApi(longSession);
    const element = await show(longSession, api);
    let record = () => {};
    const recorded = new Promise<void>((resolve) => (record = resolve));
    api.recordActivity = () => recorded;
    const download = element.download();
    await until(() => element.shadowRoot!.querySelector('.cancel'), 'no button to cancel');
    await expect(element).to.be.accessible();
    record();
    expect(await download).to.be.true;
    await until(() => saved.length === 1, 'nothing was saved');
  });

  describe('of a session that awaits action', () => {
    const decide = (api: MemoryApi) =>
      api.decideSession(
        awaiting.id,
        { verdict: 'verify', note: null },
        { version: awaiting.version, idempotencyKey: 'of-a-colleague' },
      );

    it('downloads a PDF that is marked as not decided, and records it', async () => {
      const { api, reports } = createApi(awaiting);
      const element = await show(awaiting, api);
      buttonOf(element)!.click();
      await until(() => saved.length === 1, 'nothing was saved');
      expect(saved[0]!.name).to.equal(`session-${awaiting.id}-not-decided.pdf`);
      const document = await PDFDocument.load(saved[0]!.bytes);
      expect(document.getTitle()).to.equal(`Not decided – Identity verification ${awaiting.id}`);
      expect(reports).to.deep.equal([{ action: 'download-pdf', sessionIds: [awaiting.id] }]);
    });

    it('reads the session first: a decision since then is in the PDF and on the page', async () => {
      const { api } = createApi(awaiting);
      const provider = await showIn(
        api,
        html`<kv-session-details session-id=${awaiting.id}></kv-session-details>`,
      );
      const details = provider.querySelector('kv-session-details')!;
      const pdf = () => details.shadowRoot!.querySelector('kv-download-pdf');
      await until(() => pdf() && buttonOf(pdf()!));
      await decide(api);
      expect(await pdf()!.download()).to.be.true;
      await until(() => saved.length === 1, 'nothing was saved');
      expect(saved[0]!.name).to.equal(`session-${awaiting.id}.pdf`);
      const document = await PDFDocument.load(saved[0]!.bytes);
      expect(document.getTitle()).to.equal(`Identity verification ${awaiting.id}`);
      await until(
        () => details.shadowRoot!.querySelector('.outcome.success'),
        'still shown as open',
      );
    });

    it('states the version and the time it was made from if a decision arrives while it is made', async () => {
      const { api } = createApi(awaiting);
      const { getPhoto } = api;
      let decided: Promise<Session> | undefined;
      api.getPhoto = async (...request) => {
        await (decided ??= decide(api));
        return getPhoto(...request);
      };
      const element = await show(awaiting, api);
      const start = Date.now();
      expect(await element.download()).to.be.true;
      await until(() => saved.length === 1, 'nothing was saved');
      expect((await decided)!.status).to.equal('success');
      const document = await PDFDocument.load(saved[0]!.bytes, { updateMetadata: false });
      expect(document.getTitle()).to.match(/^Not decided/);
      expect(document.getSubject())
        .to.match(/^Not decided – Awaiting action on .+20\d\d/)
        .and.contain(`Version: ${awaiting.version}`);
      const made = document.getCreationDate()!.getTime();
      expect(made).to.be.within(start - 1000, Date.parse((await decided)!.completedAt!) + 1000);
    });
  });

  const processing: Session = { ...awaiting, status: 'processing', completedAt: null };

  it('has no button while the session is being processed', async () => {
    const { api } = createApi(processing);
    const element = await show(processing, api);
    expect(buttonOf(element)).to.be.null;
  });

  it('loads a session by its id, and shows an error while it is being processed', async () => {
    const { api } = createApi(processing);
    const provider = await showIn(
      api,
      html`<kv-download-pdf session-id=${processing.id}></kv-download-pdf>`,
    );
    const element = provider.querySelector('kv-download-pdf')!;
    await until(() => buttonOf(element));
    expect(await element.download()).to.be.false;
    await element.updateComplete;
    expect(said(element)).to.contain('The PDF is available once the client has finished.');
    expect(saved).to.be.empty;
  });

  it('abuse case 5: removes everything from a photo’s file except the picture', async () => {
    const { api } = createApi(rejected);
    const { getPhoto } = api;
    let carried = 0;
    api.getPhoto = async (...request) => {
      const blob = await getPhoto(...request);
      const bytes = withExif(new Uint8Array(await blob.arrayBuffer()));
      carried += contains(bytes, place) ? 1 : 0;
      return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
    };
    const element = await show(rejected, api);
    expect(await element.download()).to.be.true;
    await until(() => saved.length === 1);
    expect(carried).to.be.greaterThan(0);
    expect(contains(saved[0]!.bytes, place)).to.be.false;
    expect(contains(saved[0]!.bytes, 'Exif')).to.be.false;
    expect(contains(saved[0]!.bytes, 'DCTDecode')).to.be.true;
  });

  it('shows what has failed, downloads nothing, and tries again', async () => {
    let isDown = true;
    const { api } = createApi(rejected);
    const { getPhoto } = api;
    api.getPhoto = (...request) =>
      isDown ? Promise.reject(new ReviewError('unavailable', 'down')) : getPhoto(...request);
    const element = await show(rejected, api);
    const errors: string[] = [];
    element.addEventListener('kv-error', ({ detail }) => errors.push(detail.code));
    expect(await element.download()).to.be.false;
    await element.updateComplete;
    expect(said(element)).to.contain('The PDF could not be created').and.to.contain('Try again');
    expect(errors).to.deep.equal(['unavailable']);
    expect(saved).to.be.empty;
    isDown = false;
    buttonOf(element)!.click();
    await until(() => saved.length === 1, 'nothing was saved');
  });

  it('downloads nothing if the download cannot be recorded', async () => {
    const { api } = createApi(rejected, {
      recordActivity: () => Promise.reject(new ReviewError('unavailable', 'down')),
    });
    const element = await show(rejected, api);
    expect(await element.download()).to.be.false;
    expect(saved).to.be.empty;
  });

  it('downloads nothing after it was removed', async () => {
    const { api } = createApi(rejected);
    const element = await show(rejected, api);
    const download = element.download();
    element.remove();
    expect(await download).to.be.false;
    expect(saved).to.be.empty;
  });

  it('is accessible, even after a failure', async () => {
    const { api } = createApi(rejected, {
      getPhoto: () => Promise.reject(new ReviewError('timeout', 'late')),
    });
    const element = await show(rejected, api);
    await expect(element).to.be.accessible();
    await element.download();
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  async function showDetails(session: Session) {
    const { api } = createApi(session);
    const provider = await showIn(
      api,
      html`<kv-session-details session-id=${session.id}></kv-session-details>`,
    );
    const root = provider.querySelector('kv-session-details')!.shadowRoot!;
    await until(() => root.querySelector('.header'));
    return root;
  }

  it('is in the header of the details, except while the session is being processed', async () => {
    for (const session of [rejected, awaiting, processing]) {
      const header = (await showDetails(session)).querySelector('.header')!;
      const element = header.querySelector('kv-download-pdf');
      await element?.updateComplete;
      const label = element ? buttonOf(element)!.textContent.trim() : undefined;
      expect(label, session.status).to.equal(session === processing ? undefined : 'Download PDF');
    }
  });

  it('keeps its name in the header of narrow details, which have no space for the label', async () => {
    const root = await showDetails(rejected);
    const host = root.host as HTMLElement;
    const button = () => buttonOf(root.querySelector('kv-download-pdf')!);
    await until(() => button());
    const widthAt = (size: string) => {
      host.style.inlineSize = size;
      return button()!.getBoundingClientRect().width;
    };
    expect(widthAt('20rem')).to.be.lessThan(widthAt('48rem') / 2);
    host.style.inlineSize = '20rem';
    expect(button()!.textContent.trim()).to.equal('Download PDF');
    await expect(host).to.be.accessible();
  });

  it('is the only action for a rejected session in the details', async () => {
    const root = await showDetails(rejected);
    expect(root.querySelector('kv-download-pdf')).not.to.be.null;
    expect(root.querySelectorAll('.actions button')).to.be.empty;
  });
});
