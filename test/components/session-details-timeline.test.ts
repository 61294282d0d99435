import { expect, html } from '@open-wc/testing';
import { capabilities } from 'kv-review/api';
import type { MemoryApi } from 'kv-review/api/memory';

import 'kv-review/define/session-details';
import { awaiting, createApi, findButton, nino, showIn, until } from './review-page.js';

type Details = HTMLElementTagNameMap['kv-session-details'];

const other = { ...awaiting, id: 'other-session' };

const openApi = (): MemoryApi =>
  createApi({ sessions: [awaiting, other], workspace: { capabilities } });

/** A backend that says which timelines were requested. */
function counting(api: MemoryApi = openApi()) {
  const asked: string[] = [];
  const { getTimeline } = api;
  api.getTimeline = (id, options) => {
    asked.push(id);
    return getTimeline(id, options);
  };
  return { api, asked };
}

async function show(api: MemoryApi, mask = ''): Promise<Details> {
  const provider = await showIn(
    api,
    html`<kv-session-details session-id=${awaiting.id} mask=${mask}></kv-session-details>`,
  );
  const details = provider.querySelector('kv-session-details')!;
  await until(() => details.shadowRoot!.querySelector('#name') !== null, 'the session');
  return details;
}

const summaryOf = (details: Details): HTMLElement | null =>
  details.shadowRoot!.querySelector<HTMLElement>('#section-timeline');

const sectionOf = (details: Details): HTMLDetailsElement => summaryOf(details)!.closest('details')!;

const entriesOf = (details: Details): Element[] => [
  ...(details
    .shadowRoot!.querySelector('kv-timeline')
    ?.shadowRoot!.querySelectorAll('[part=entry]') ?? []),
];

describe('the timeline of kv-session-details', () => {
  it('is closed, and is read once the user opens it', async () => {
    const { api, asked } = counting();
    const details = await show(api);
    await until(() => details.shadowRoot!.querySelector('kv-mrz-report') !== null, 'the parts');
    expect(sectionOf(details).open).to.equal(false);
    expect(asked).to.eql([]);
    summaryOf(details)!.click();
    await until(() => entriesOf(details).length > 0, 'the timeline');
    expect(new Set(asked)).to.eql(new Set([awaiting.id]));
    await expect(details).to.be.accessible();
  });

  it('opens by a method, with the focus on its title', async () => {
    const details = await show(openApi());
    expect(details.showTimeline()).to.equal(true);
    await until(() => entriesOf(details).length > 0, 'the timeline');
    expect(sectionOf(details).open).to.equal(true);
    expect(details.shadowRoot!.activeElement).to.equal(summaryOf(details));
  });

  it('shows at once what was done on this page, and by a colleague', async () => {
    const api = openApi();
    const details = await show(api);
    details.showTimeline();
    await until(() => entriesOf(details).length > 0, 'the timeline');
    const { version } = await api.getSession(awaiting.id);
    const options = { version, idempotencyKey: crypto.randomUUID() };
    await api.as(nino).addNote(awaiting.id, { text: 'Seen by Nino.' }, options);
    await until(
      () => entriesOf(details).some((entry) => entry.textContent.includes('Seen by Nino.')),
      'the note of a colleague',
    );
  });

  it('is not there when the adapter has none', async () => {
    const names = capabilities.filter((name) => name !== 'timeline');
    const { api, asked } = counting(createApi({ workspace: { capabilities: names } }));
    const details = await show(api);
    await until(() => details.shadowRoot!.querySelector('kv-mrz-report') !== null, 'the parts');
    expect(summaryOf(details)).to.equal(null);
    expect(details.showTimeline()).to.equal(false);
    expect(asked).to.eql([]);
  });

  it('shows nothing while any data of the client is masked', async () => {
    const { api, asked } = counting();
    const details = await show(api, 'birth-date');
    details.showTimeline();
    await until(() => sectionOf(details).textContent.includes('Hidden until you show'), 'the mask');
    expect(details.shadowRoot!.querySelector('kv-timeline')).to.equal(null);
    expect(asked).to.eql([]);
    findButton(details, 'Show personal data')?.click();
    sectionOf(details).querySelector('button')?.click();
    await until(() => entriesOf(details).length > 0, 'the timeline');
  });

  it('is closed again for another session', async () => {
    const { api, asked } = counting();
    const details = await show(api);
    details.showTimeline();
    await until(() => entriesOf(details).length > 0, 'the timeline');
    const before = sectionOf(details);
    details.sessionId = other.id;
    await until(() => {
      const section = summaryOf(details)?.closest('details');
      return section && section !== before;
    }, 'the sections of the other session');
    expect(sectionOf(details).open).to.equal(false);
    expect(entriesOf(details)).to.eql([]);
    expect(asked).not.to.include(other.id);
  });
});
