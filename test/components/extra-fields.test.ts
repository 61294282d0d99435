import { expect, fixture, html } from '@open-wc/testing';
import { createMemoryApi } from 'kv-review/api/memory';
import type { ExtraField, ExtraValue, Session } from 'kv-review/model';
import { edgeSessions, sampleExtraFields, sampleSessions } from 'kv-review/testing';

import { waitUntil } from '../wait.js';

import 'kv-review/define/review-provider';
import 'kv-review/define/extra-fields';

const [base] = sampleSessions({ count: 1, seed: 3 }) as [Session];
const withExtra = (extra: ExtraValue[]): Session => ({ ...base, extra });
const edge = (id: string): Session => edgeSessions().find((each) => each.id === id)!;

interface ShowOptions {
  fields?: readonly ExtraField[];
  locale?: string;
}

async function show(session: Session, options: ShowOptions = {}) {
  const { fields = sampleExtraFields, locale = 'en' } = options;
  const api = createMemoryApi({ sessions: [], workspace: { extraFields: [...fields] } });
  const provider = await fixture<HTMLElementTagNameMap['kv-review-provider']>(
    html`<kv-review-provider locale=${locale}>
      <kv-extra-fields .session=${session}></kv-extra-fields>
    </kv-review-provider>`,
  );
  const connected = new Promise((resolve) =>
    provider.addEventListener('kv-review-connect', resolve, { once: true }),
  );
  provider.api = api;
  await connected;
  const element = provider.querySelector('kv-extra-fields')!;
  await element.updateComplete;
  return element;
}

const lines = (element: HTMLElement): string[][] =>
  [...element.shadowRoot!.querySelectorAll('.description')].map((line) =>
    [line.querySelector('dt')!, line.querySelector('dd')!].map(({ textContent }) =>
      textContent.replaceAll(/\s+/g, ' ').trim(),
    ),
  );

describe('kv-extra-fields', () => {
  it('shows the fields and values in the company’s order', async () => {
    const element = await show(
      withExtra([
        { key: 'customerSince', value: '2024-02-29' },
        { key: 'phone', value: '+12025550142' },
        { key: 'monthlyVolume', value: '00120' },
      ]),
    );
    expect(lines(element)).to.deep.equal([
      ['Phone', '+12025550142'],
      ['E-mail', 'Not filled in'],
      ['Tier', 'Not filled in'],
      ['Expected monthly volume', '00120'],
      ['Customer since', 'Feb 29, 2024'],
      ['Website', 'Not filled in'],
    ]);
    await expect(element).to.be.accessible();
  });

  it('uses the label in the user’s language, or else the key', async () => {
    const fields: ExtraField[] = [
      { key: 'tier', label: { en: 'Tier', ka: 'პაკეტი' }, type: 'text', inList: false },
      { key: 'bare', label: {}, type: 'text', inList: false },
    ];
    const element = await show(withExtra([]), { fields, locale: 'ka' });
    await waitUntil(() => lines(element)[0]?.[0] === 'პაკეტი');
    expect(lines(element)[1]?.[0]).to.equal('bare');
    await expect(element).to.be.accessible();
  });

  it('shows values of undefined fields under their keys', async () => {
    const extra = [
      { key: 'referrer', value: 'A friend' },
      { key: 'referrer', value: 'Another friend' },
    ];
    const element = await show(withExtra(extra), { fields: [] });
    expect(lines(element)).to.deep.equal([
      ['referrer', 'A friend'],
      ['referrer', 'Another friend'],
    ]);
  });

  it('shows hostile keys unchanged (abuse case 2)', async () => {
    const element = await show(edge('edge-hostile'));
    const shown = lines(element).map(([key]) => key);
    expect(shown).to.include.members(['__proto__', 'constructor', 'toString']);
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('renders no links (abuse case 3)', async () => {
    const element = await show(
      withExtra([
        { key: 'website', value: 'javascript:globalThis.hacked=true' },
        { key: 'email', value: 'a@example.com' },
        { key: 'phone', value: '+12025550142' },
      ]),
    );
    expect(element.shadowRoot!.querySelectorAll('[href], [src], a, img').length).to.equal(0);
    expect(lines(element)).to.deep.include(['Website', 'javascript:globalThis.hacked=true']);
    const copies = [...element.shadowRoot!.querySelectorAll('.copy')];
    expect(copies.map(({ ariaLabel }) => ariaLabel)).to.deep.equal(['Copy: Phone', 'Copy: E-mail']);
    const attributes = [...element.shadowRoot!.querySelectorAll('*')].flatMap((each) =>
      [...each.attributes].map(({ value }) => value),
    );
    expect(attributes.join(' ')).not.to.match(/example\.com|12025550142|hacked/);
  });

  it('copies phone, e-mail and website unchanged', async () => {
    const element = await show(withExtra([{ key: 'phone', value: '+1 (202) 555-0142' }]));
    const { clipboard } = navigator;
    const copied: string[] = [];
    const writeText = (text: string) =>
      copied.push(text) === 1 ? Promise.resolve() : Promise.reject(new Error('denied'));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    try {
      const button = element.shadowRoot!.querySelector<HTMLButtonElement>('.copy')!;
      const status = () => element.shadowRoot!.querySelector('[role="status"]')!.textContent.trim();
      button.click();
      await waitUntil(() => status() === 'Copied: Phone');
      expect(copied).to.deep.equal(['+1 (202) 555-0142']);
      button.click();
      await waitUntil(() => status() === 'Could not copy: Phone');
      const shown = () => element.shadowRoot!.querySelector<HTMLInputElement>('.copy-text');
      await waitUntil(() => element.shadowRoot!.activeElement === shown());
      expect(shown()!.value).to.equal('+1 (202) 555-0142');
      expect(shown()!.selectionEnd! - shown()!.selectionStart!).to.equal(shown()!.value.length);
      expect(element.shadowRoot!.textContent).to.contain('Press Ctrl+C');
      await expect(element).to.be.accessible();
    } finally {
      Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    }
  });

  it('shows forty values', async () => {
    const element = await show(edge('edge-extra-fields'));
    const filled = lines(element).filter(([, value]) => value !== 'Not filled in');
    expect(filled).to.have.length(40);
    expect(filled.at(-1)).to.deep.equal(['customField37', 'value 37']);
    await expect(element).to.be.accessible();
  });

  it('fits into 320 px', async () => {
    const element = await show(edge('edge-extra-fields'));
    element.style.inlineSize = '288px';
    await element.updateComplete;
    expect(element.scrollWidth).to.be.at.most(288);
  });

  it('shows that the company has defined no fields', async () => {
    const element = await show(withExtra([]), { fields: [] });
    expect(element.shadowRoot!.textContent).to.include('has no extra fields');
    await expect(element).to.be.accessible();
  });
});
