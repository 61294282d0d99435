import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi, type FaultRule, type MemoryApiOptions } from 'kv-review/api/memory';
import type { RelatedSession, RelatedSessions, Session } from 'kv-review/model';
import { sampleSessions, sampleWorkspace } from 'kv-review/testing';

import 'kv-review/define/related-sessions';
import 'kv-review/define/review-console';
import 'kv-review/define/session-details';
import { alex, button, findButton, nino, says, showIn, textOf, until } from './review-page.js';

const samples = sampleSessions({ count: 120, seed: 5 });
const ofStatus = (status: Session['status']): Session => {
  const found = samples.find((sample) => sample.status === status && sample.client.lastName);
  if (!found) throw new Error(`The samples have no ${status} session.`);
  return found;
};
const numbered = (session: Session, id: string, documentNumber: string): Session => ({
  ...session,
  id,
  client: { ...session.client, documentNumber, personalNumber: null },
  attempts: [],
  extra: [],
  clientIp: null,
});
const subject = numbered(ofStatus('awaiting'), 'subject', 'SAME1234');
const rejected = numbered(ofStatus('rejected'), 'rejected', 'same-1234');
const apart = numbered(ofStatus('awaiting'), 'apart', 'OTHER999');
const { capabilities } = sampleWorkspace();
/** Without the watch, whose first event reloads what is shown. */
const unwatched = { workspace: { capabilities: capabilities.filter((name) => name !== 'push') } };

const createApi = (options: Partial<MemoryApiOptions> = {}) =>
  createMemoryApi({
    sessions: [subject, rejected, apart],
    actor: alex,
    workspace: { capabilities },
    ...options,
  });

async function show(api: ReviewApi, sessionId = subject.id) {
  const provider = await showIn(
    api,
    html`<kv-related-sessions session-id=${sessionId}></kv-related-sessions>`,
  );
  return provider.querySelector('kv-related-sessions')!;
}

/** An adapter that answers with these related sessions. */
const answering = (answer: RelatedSessions): ReviewApi => ({
  ...createApi(),
  listRelatedSessions: () => Promise.resolve(answer),
});

const named = (id: string, changes: Partial<RelatedSession> = {}): RelatedSession => ({
  id,
  createdAt: '2026-02-01T10:00:00.000Z',
  status: 'rejected',
  client: { firstName: 'Ana', lastName: 'Example' },
  decision: null,
  same: ['document-number'],
  ...changes,
});

const items = (element: HTMLElement): string[] =>
  [...element.shadowRoot!.querySelectorAll('.session')].map((item) =>
    item.textContent.replaceAll(/\s+/g, ' ').trim(),
  );

describe('kv-related-sessions', () => {
  it('shows what is the same, the status and the reasons, and not the value', async () => {
    const element = await show(createApi());
    await says(element, rejected.client.lastName!);
    expect(items(element)).to.have.length(1);
    const reason = rejected.decision!.reasons[0]!.label['en']!;
    for (const text of ['Rejected', 'Document number', reason]) {
      expect(items(element)[0]).to.include(text);
    }
    expect(textOf(element)).to.not.match(/same-?1234/i);
    await expect(element).to.be.accessible();
  });

  it('opens a session by an event, with the keyboard too', async () => {
    const element = await show(createApi());
    await until(() => element.shadowRoot!.querySelector('.link'), 'the session');
    const link = element.shadowRoot!.querySelector<HTMLButtonElement>('.link')!;
    link.focus();
    expect(element.shadowRoot!.activeElement).to.equal(link);
    const opened = oneEvent(element, 'kv-session-open');
    link.click();
    const { detail, bubbles, composed } = await opened;
    expect([detail, bubbles, composed]).to.deep.equal([{ sessionId: rejected.id }, true, true]);
  });

  it('distinguishes sessions of one name by their date', async () => {
    const answer = {
      sessions: [named('a'), named('b', { createdAt: '2026-01-01T10:00:00.000Z' })],
    };
    const element = await show(answering({ ...answer, hasMore: false }));
    await until(() => items(element).length === 2, 'both sessions');
    const links = [...element.shadowRoot!.querySelectorAll('.link')];
    const dates = links.map((link) => {
      const id = link.getAttribute('aria-describedby')!;
      return element.shadowRoot!.getElementById(id)!.textContent.trim();
    });
    expect(new Set(dates).size).to.equal(2);
    const attributes = links.flatMap((link) => [...link.attributes].map(({ value }) => value));
    expect(attributes.join(' ')).to.not.include('Example');
  });

  it('says that nothing is related', async () => {
    const element = await show(createApi(), apart.id);
    await says(element, 'No related sessions');
    await expect(element).to.be.accessible();
  });

  it('says that there are more', async () => {
    const sessions = Array.from({ length: 20 }, (_, index) => named(`s-${index}`));
    const element = await show(answering({ sessions, hasMore: true }));
    await says(element, 'There are more related sessions. These 20 are shown first.');
    await expect(element).to.be.accessible();
  });

  it('shows a likeness, a status and a name that it does not know', async () => {
    const client = { firstName: null, lastName: null };
    const unknown = named('x', { same: ['iris', 'face'], status: 'paused', client });
    const element = await show(answering({ sessions: [unknown], hasMore: false }));
    await says(element, 'iris');
    for (const text of ['Face', 'paused', 'Name not read']) await says(element, text);
    await expect(element).to.be.accessible();
  });

  it('refuses an answer with more sessions than the port allows', async () => {
    const sessions = Array.from({ length: 21 }, (_, index) => named(`s-${index}`));
    const element = await show(answering({ sessions, hasMore: false }));
    await button(element, 'Try again');
    expect(items(element)).to.deep.equal([]);
  });

  it('shows names as text, whatever they contain', async () => {
    const client = { firstName: '<img src=x onerror=alert(1)>', lastName: '\u202eesrever' };
    const element = await show(answering({ sessions: [named('x', { client })], hasMore: false }));
    await says(element, '<img src=x');
    expect(element.shadowRoot!.querySelector('img')).to.equal(null);
    expect(element.shadowRoot!.querySelector('.link bdi')).to.exist;
  });

  it('offers to try again after an error', async () => {
    const method = 'listRelatedSessions';
    const fault: FaultRule = { kind: 'error', code: 'unavailable', method, calls: [1] };
    const element = await show(createApi({ ...unwatched, faults: [fault] }));
    const retry = await button(element, 'Try again');
    await expect(element).to.be.accessible();
    retry.click();
    await says(element, rejected.client.lastName!);
  });

  it('keeps what it shows when a reload fails, and says so', async () => {
    const faults: FaultRule[] = [];
    const api = createApi({ faults });
    const element = await show(api);
    await says(element, rejected.client.lastName!);
    faults.push({ kind: 'error', code: 'unavailable', method: 'listRelatedSessions' });
    const { version } = await api.getSession(subject.id);
    await api.as(nino).addNote(subject.id, { text: 'x' }, { version, idempotencyKey: 'n-1' });
    await button(element, 'Try again');
    expect(items(element)).to.have.length(1);
    await expect(element).to.be.accessible();
    faults.length = 0;
    findButton(element, 'Try again')!.click();
    await until(() => !findButton(element, 'Try again'), 'no failure');
  });

  it('says that an adapter cannot find related sessions', async () => {
    const rest = capabilities.filter((name) => name !== 'related');
    const element = await show(createApi({ workspace: { capabilities: rest } }));
    await until(() => element.shadowRoot!.querySelector('[part=notice]'), 'a notice');
    await expect(element).to.be.accessible();
  });

  it('shows a session as soon as a colleague’s edit makes it related', async () => {
    const api = createApi();
    const element = await show(api);
    await says(element, rejected.client.lastName!);
    const colleague = api.as(nino);
    const { version } = await api.getSession(subject.id);
    const edit = { documentNumber: 'OTHER-999' };
    await colleague.editClient(subject.id, edit, { version, idempotencyKey: 'e-1' });
    await says(element, apart.client.lastName!);
    expect(items(element)).to.have.length(1);
  });

  it('clears what it shows with another session', async () => {
    const element = await show(createApi());
    await says(element, rejected.client.lastName!);
    element.sessionId = apart.id;
    await says(element, 'No related sessions');
    expect(items(element)).to.deep.equal([]);
    element.sessionId = 'missing';
    await until(() => element.shadowRoot!.querySelector('.notice.danger'), 'the error');
  });

  it('shows nothing without a session, and asks for nothing', async () => {
    let calls = 0;
    const api = createApi(unwatched);
    const list = api.listRelatedSessions;
    const counting = {
      ...api,
      listRelatedSessions: (...given: Parameters<typeof list>) => {
        calls += 1;
        return list(...given);
      },
    };
    const element = await show(counting, '');
    element.sessionId = subject.id;
    await says(element, rejected.client.lastName!);
    expect(calls).to.equal(1);
  });

  it('says what is missing outside a provider', async () => {
    const element = await fixture(html`<kv-related-sessions></kv-related-sessions>`);
    expect(element.shadowRoot!.querySelector('[part="notice"]')).to.exist;
    await expect(element).to.be.accessible();
  });

  it('speaks Georgian, and reads from right to left', async () => {
    const element = await show(createApi());
    const provider = element.closest('kv-review-provider')!;
    provider.locale = 'ka';
    await says(element, 'დოკუმენტის ნომერი');
    provider.dir = 'rtl';
    await until(() => getComputedStyle(element).direction === 'rtl', 'right to left');
    element.style.inlineSize = '16rem';
    await element.updateComplete;
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });
});

describe('related sessions in kv-session-details', () => {
  async function details(options: Partial<MemoryApiOptions> = {}, mask = '') {
    const api = createApi(options);
    const provider = await showIn(
      api,
      html`<kv-session-details session-id=${subject.id} mask=${mask}></kv-session-details>`,
    );
    const element = provider.querySelector('kv-session-details')!;
    const find = (selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector);
    await until(() => find('#section-notes'), 'the sections');
    return { api, element, find };
  }
  const asked = (api: ReturnType<typeof createApi>) =>
    api.activity.filter(({ details: { view } }) => view === 'related').length;

  it('are asked for when their section is opened, and only then', async () => {
    const { api, element, find } = await details();
    await until(() => find('kv-reject-dialog'), 'the parts that load later');
    expect([asked(api), find('kv-related-sessions')]).to.deep.equal([0, null]);
    find('#section-related')!.click();
    await until(() => find('kv-related-sessions'), 'the related sessions');
    await says(find('kv-related-sessions')!, rejected.client.lastName!);
    expect(asked(api)).to.equal(1);
    await expect(element).to.be.accessible();
  });

  it('have no section without the capability', async () => {
    const rest = capabilities.filter((name) => name !== 'related');
    const { find } = await details({ workspace: { capabilities: rest } });
    expect(find('#section-related')).to.equal(null);
  });

  it('are hidden with the name of the client', async () => {
    const { api, find } = await details({}, 'last-name');
    find('#section-related')!.click();
    const section = find('#section-related')!.closest('details')!;
    await until(() => section.querySelector('button'), 'a button that shows them');
    expect([asked(api), find('kv-related-sessions')]).to.deep.equal([0, null]);
  });

  it('are closed again for the next session', async () => {
    const { element, find } = await details();
    find('#section-related')!.click();
    await until(() => find('kv-related-sessions'), 'the related sessions');
    element.sessionId = apart.id;
    const isClosed = () => find('#section-related')?.closest('details')?.open === false;
    await until(() => isClosed() && !find('kv-related-sessions'), 'closed');
  });

  it('open in the console', async () => {
    const provider = await showIn(
      createApi(),
      html`<kv-review-console view="all" session-id=${subject.id}></kv-review-console>`,
    );
    const review = provider.querySelector('kv-review-console')!;
    const find = (selector: string) =>
      review
        .shadowRoot!.querySelector('kv-session-details')
        ?.shadowRoot?.querySelector<HTMLElement>(selector);
    await until(() => find('#section-related'), 'the section');
    find('#section-related')!.click();
    const link = () =>
      find('kv-related-sessions')?.shadowRoot?.querySelector<HTMLButtonElement>('.link');
    await until(link, 'the related session');
    link()!.click();
    await until(() => review.sessionId === rejected.id, 'the other session');
    await until(() => find('#name')?.textContent.includes(rejected.client.lastName!), 'its name');
  });
});

describe('a rejection as a duplicate', () => {
  async function show(options: Partial<MemoryApiOptions> = {}) {
    const api = createApi(options);
    const provider = await showIn(
      api,
      html`<kv-session-details session-id=${subject.id}></kv-session-details>`,
    );
    const details = provider.querySelector('kv-session-details')!;
    const find = () => details.shadowRoot!.querySelector('kv-reject-dialog');
    await until(() => details.reject() && find()?.open, 'the dialog');
    const dialog = find()!;
    const radios = () => [
      ...dialog.shadowRoot!.querySelectorAll<HTMLInputElement>('.duplicates input'),
    ];
    const choose = async (label: string) => {
      const bdi = () =>
        [...dialog.shadowRoot!.querySelectorAll('.picker label bdi')].find(
          ({ textContent }) => textContent === label,
        );
      await until(bdi, label);
      bdi()!.closest('label')!.control!.click();
      await dialog.updateComplete;
    };
    return { api, details, dialog, radios, choose };
  }

  it('offers the related sessions, keeps the link, and shows it with the decision', async () => {
    const { api, details, dialog, radios, choose } = await show();
    await choose('Regulation violations');
    await choose('Wrong region');
    expect(dialog.shadowRoot!.querySelector('.duplicates')).to.equal(null);
    await choose('Duplicate');
    await until(() => radios().length === 2, 'the related session, and none');
    expect(radios().map(({ checked }) => checked)).to.deep.equal([true, false]);
    await expect(dialog).to.be.accessible();
    radios()[1]!.click();
    await dialog.updateComplete;
    expect(radios().map(({ checked }) => checked)).to.deep.equal([false, true]);
    findButton(dialog, 'Reject')!.click();
    await until(() => findButton(details, 'Open the session that it duplicates'), 'the link');
    const { decision } = await api.getSession(subject.id);
    expect(decision?.duplicateOf).to.equal(rejected.id);
    const opened = oneEvent(details, 'kv-session-open');
    findButton(details, 'Open the session that it duplicates')!.click();
    expect((await opened).detail).to.deep.equal({ sessionId: rejected.id });
    await expect(details).to.be.accessible();
  });

  it('needs no link, and drops it with the reason', async () => {
    const { api, dialog, radios, choose } = await show();
    await choose('Regulation violations');
    await choose('Duplicate');
    await until(() => radios().length === 2, 'the choices');
    radios()[1]!.click();
    await choose('Age');
    await choose('Duplicate');
    await until(() => !dialog.shadowRoot!.querySelector('.duplicates'), 'no choices');
    findButton(dialog, 'Reject')!.click();
    const decided = async () => (await api.getSession(subject.id)).decision;
    await until(() => !dialog.open, 'the decision');
    expect((await decided())?.reasons.map(({ id }) => id)).to.deep.equal(['age']);
    expect(await decided()).to.not.have.property('duplicateOf');
  });

  it('offers no link without the capability', async () => {
    const rest = capabilities.filter((name) => name !== 'related');
    const { dialog, choose } = await show({ workspace: { capabilities: rest } });
    await choose('Regulation violations');
    await choose('Duplicate');
    await until(() => dialog.shadowRoot!.querySelector('[part=selected]'), 'the reason');
    expect(dialog.shadowRoot!.querySelector('.duplicates')).to.equal(null);
  });

  it('can be sent when the related sessions cannot be loaded', async () => {
    const fault: FaultRule = { kind: 'error', code: 'unavailable', method: 'listRelatedSessions' };
    const { api, dialog, choose } = await show({ faults: [fault] });
    await choose('Regulation violations');
    await choose('Duplicate');
    await button(dialog, 'Try again');
    await expect(dialog).to.be.accessible();
    findButton(dialog, 'Reject')!.click();
    await until(() => !dialog.open, 'the decision');
    expect((await api.getSession(subject.id)).status).to.equal('rejected');
  });
});
