import { expect } from '@open-wc/testing';

import { waitUntil } from './session-list-fixture.js';

/** A frame that may run scripts, and may not download: the browser drops its files in silence. */
async function openFrame(): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
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
const saidIn = (page: Document, tag: string) =>
  rootIn(page, tag)?.querySelector('[role="status"]')?.textContent.trim() ?? '';

describe('in a frame that may not download files', () => {
  let page: Document;

  beforeEach(async () => {
    page = await openFrame();
  });

  afterEach(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });

  it('an export does not claim that the file was saved', async () => {
    const details: unknown[] = [];
    page.addEventListener('kv-export-complete', (event) => {
      details.push((event as CustomEvent<unknown>).detail);
    });
    buttonIn(page, 'kv-export-csv')!.click();
    await waitUntil(() => saidIn(page, 'kv-export-csv') !== '', 'the outcome is shown');
    expect(saidIn(page, 'kv-export-csv')).to.equal(
      'A file with 60 sessions was passed to your browser. If it does not appear among your downloads, this page may not be allowed to download files.',
    );
    expect(details).to.deep.equal([{ count: 60, outcome: 'offered' }]);
  });

  it('a PDF does not claim that it was downloaded', async () => {
    buttonIn(page, 'kv-download-pdf')!.click();
    await waitUntil(() => saidIn(page, 'kv-download-pdf').includes('browser'), 'says what it did');
    expect(saidIn(page, 'kv-download-pdf')).to.equal(
      'The PDF was passed to your browser. If it does not appear among your downloads, this page may not be allowed to download files.',
    );
  });
});
