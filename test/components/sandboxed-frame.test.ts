import { expect } from '@open-wc/testing';

import { waitUntil } from '../wait.js';

const plain = (text: string | null | undefined): string =>
  (text ?? '')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** A frame whose sandbox contains these values, with the elements of sandboxed-frame-page.ts. */
async function openFrame(sandbox: string): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', sandbox);
  document.body.append(frame);
  const page = frame.contentDocument!;
  const script = page.createElement('script');
  script.type = 'module';
  script.src = new URL('./sandboxed-frame-page.ts', import.meta.url).href;
  page.head.append(script);
  for (const tag of ['kv-export-csv', 'kv-download-pdf']) {
    await waitUntil(
      () =>
        buttonIn(page, tag)?.ariaDisabled === null || buttonIn(page, tag)?.ariaDisabled === 'false',
      `${tag} is ready`,
    );
  }
  return page;
}

const rootIn = (page: Document, tag: string) => page.querySelector(tag)?.shadowRoot;
const buttonIn = (page: Document, tag: string) => {
  const button = rootIn(page, tag)?.querySelector('button');
  return button === null ? undefined : button;
};
const buttonNamed = (page: Document, tag: string, name: string) =>
  [...(rootIn(page, tag)?.querySelectorAll('button') ?? [])].find(
    ({ textContent }) => plain(textContent) === name,
  );
const linkIn = (page: Document, tag: string) =>
  rootIn(page, tag)?.querySelector<HTMLAnchorElement>('a[target="_blank"]');
const saidIn = (page: Document, tag: string) => plain(rootIn(page, tag)?.textContent);

afterEach(() => {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
});

describe('in a frame that may not download files', () => {
  let page: Document;

  beforeEach(async () => {
    page = await openFrame('allow-scripts allow-same-origin');
  });

  it('an export does not claim that the file was saved, and offers it by a link [sandbox-download-blocked]', async () => {
    const details: unknown[] = [];
    page.addEventListener('kv-export-complete', (event) => {
      details.push((event as CustomEvent<unknown>).detail);
    });
    buttonIn(page, 'kv-export-csv')!.click();
    await waitUntil(() => linkIn(page, 'kv-export-csv'), 'the link is shown');
    expect(saidIn(page, 'kv-export-csv')).to.contain(
      'The file is ready, but this page may not download files.',
    );
    expect(details).to.deep.equal([{ count: 60, outcome: 'blocked' }]);

    const link = linkIn(page, 'kv-export-csv')!;
    expect(plain(link.textContent)).to.equal('Open the file');
    const file = await (await fetch(link.href)).text();
    expect(file).to.contain('Personal Number');
    expect(file.trim().split('\r\n')).to.have.length(61);
  });

  it('a link that the frame may not open says so [sandbox-link-unopened]', async () => {
    buttonIn(page, 'kv-export-csv')!.click();
    await waitUntil(() => linkIn(page, 'kv-export-csv'), 'the link is shown');
    linkIn(page, 'kv-export-csv')!.click();
    await waitUntil(
      () => saidIn(page, 'kv-export-csv').includes('The browser did not open the file.'),
      'says that it did not open',
    );
  });

  it('the link goes with the user', async () => {
    buttonIn(page, 'kv-export-csv')!.click();
    await waitUntil(() => linkIn(page, 'kv-export-csv'), 'the link is shown');
    Object.assign(page.querySelector('kv-review-provider')!, { api: undefined });
    await waitUntil(() => !linkIn(page, 'kv-export-csv'), 'the link is gone');
  });

  it('a PDF does not claim that it was downloaded, and is offered by a link', async () => {
    const details: unknown[] = [];
    page.addEventListener('kv-download-complete', ({ detail }) => details.push(detail.outcome));
    buttonIn(page, 'kv-download-pdf')!.click();
    await waitUntil(() => linkIn(page, 'kv-download-pdf'), 'the link is shown');
    expect(saidIn(page, 'kv-download-pdf')).to.contain(
      'The file is ready, but this page may not download files.',
    );
    expect(details).to.deep.equal(['blocked']);
    const file = await (await fetch(linkIn(page, 'kv-download-pdf')!.href)).blob();
    expect(file.type).to.equal('application/pdf');
  });
});

it('a frame that may download says that it passed the file to the browser', async () => {
  const page = await openFrame('allow-scripts allow-same-origin allow-downloads');
  const details: unknown[] = [];
  page.addEventListener('kv-export-complete', ({ detail }) => details.push(detail.outcome));
  // The test must leave no file.
  page.defaultView!.HTMLAnchorElement.prototype.click = () => undefined;
  buttonIn(page, 'kv-export-csv')!.click();
  await waitUntil(() => linkIn(page, 'kv-export-csv'), 'the link is shown');
  expect(saidIn(page, 'kv-export-csv')).to.contain('was passed to your browser.');
  expect(details).to.deep.equal(['offered']);
});

describe('in a frame that may not submit forms', () => {
  let page: Document;

  beforeEach(async () => {
    page = await openFrame('allow-scripts allow-same-origin');
  });

  it('a note is added', async () => {
    const field = rootIn(page, 'kv-notes')!.querySelector('textarea')!;
    field.value = 'Called back.';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    buttonNamed(page, 'kv-notes', 'Add note')!.click();
    await waitUntil(() => field.value === '', 'the note is sent');
    await waitUntil(() => saidIn(page, 'kv-notes').includes('Called back.'), 'the note is shown');
  });

  it('a decision is made, by the button and by Ctrl+Enter [sandbox-forms]', async () => {
    const dialog = page.querySelector('kv-verify-dialog')!;
    for (const by of ['button', 'key']) {
      const requested = new Promise<string>((resolve) => {
        page.addEventListener(
          'kv-decision-request',
          (event) => {
            event.preventDefault();
            resolve(event.detail.verdict);
          },
          { once: true },
        );
      });
      dialog.show();
      await waitUntil(() => buttonNamed(page, 'kv-verify-dialog', 'Verify'), 'the dialog opens');
      for (const tick of dialog.shadowRoot!.querySelectorAll<HTMLElement>('[type=checkbox]')) {
        tick.click();
      }
      if (by === 'button') {
        buttonNamed(page, 'kv-verify-dialog', 'Verify')!.click();
      } else {
        const keys = { key: 'Enter', ctrlKey: true, bubbles: true, composed: true };
        dialog
          .shadowRoot!.querySelector('textarea')!
          .dispatchEvent(new KeyboardEvent('keydown', keys));
      }
      expect(await requested).to.equal('verify');
      dialog.close();
      await dialog.updateComplete;
    }
  });

  it('settings are saved', async () => {
    const saved = new Promise((resolve) => {
      page.addEventListener('kv-settings-save-complete', resolve, { once: true });
    });
    await waitUntil(() => rootIn(page, 'kv-settings-awaiting')?.querySelector('form'), 'a form');
    rootIn(page, 'kv-settings-awaiting')!
      .querySelector<HTMLElement>('input:not(:checked)')!
      .click();
    await waitUntil(() => buttonNamed(page, 'kv-settings-awaiting', 'Save'), 'Save is offered');
    buttonNamed(page, 'kv-settings-awaiting', 'Save')!.click();
    await saved;
  });
});
