import { expect, html } from '@open-wc/testing';
import { ReviewError } from 'kv-review/api';
import type { Session } from 'kv-review/model';

import 'kv-review/define/session-details';
import 'kv-review/define/session-list';
import { awaiting, button, createApi, says, showIn, textOf, until } from './review-page.js';

interface Dispatched {
  readonly type: string;
  readonly detail: string;
}

const { dispatchEvent } = EventTarget.prototype;
const dispatched: Dispatched[] = [];
const has = (type: string): boolean => dispatched.some((event) => event.type === type);

/** What an agent writes, and what only the agent and the backend may know. */
const written = { name: 'Chichiko', note: 'Called the client.', search: 'Specimenishvili' };
const subject: Session = {
  ...awaiting,
  client: { ...awaiting.client, lastName: written.search, documentNumber: 'SPEC-7788' },
  extra: [{ key: 'email', value: 'client@example.com' }],
};

function expectNoPersonalData(): void {
  const { firstName, lastName, documentNumber, personalNumber, birthDate } = subject.client;
  const personal = [
    ...[firstName, lastName, documentNumber, personalNumber, birthDate, subject.clientIp],
    ...subject.extra.map(({ value }) => value),
    ...Object.values(written),
  ].filter((value): value is string => value !== null && value.length > 4);
  expect(personal).to.have.length.above(6);
  const found = personal.flatMap((value) =>
    dispatched.filter(({ detail }) => detail.includes(value)).map(({ type }) => [type, value]),
  );
  expect(found).to.deep.equal([]);
}

async function write(element: Element, selector: string, text: string): Promise<void> {
  const find = () =>
    element.shadowRoot!.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  await until(find, selector);
  find()!.value = text;
  for (const type of ['input', 'change']) {
    find()!.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

const press = async (element: Element, name: string) => (await button(element, name)).click();

async function partOf<Tag extends keyof HTMLElementTagNameMap>(
  element: Element,
  tag: Tag,
): Promise<HTMLElementTagNameMap[Tag]> {
  await until(() => element.shadowRoot!.querySelector(tag), tag);
  return element.shadowRoot!.querySelector(tag)!;
}

describe('Events without personal data', () => {
  beforeEach(() => {
    dispatched.length = 0;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (event instanceof CustomEvent && event.type.startsWith('kv-')) {
        dispatched.push({ type: event.type, detail: JSON.stringify(event.detail) });
      }
      return dispatchEvent.call(this, event);
    };
  });

  afterEach(() => {
    EventTarget.prototype.dispatchEvent = dispatchEvent;
  });

  it('come from a list that is searched, and whose session is opened [events-no-personal-data]', async () => {
    const provider = await showIn(
      createApi({ sessions: [subject] }),
      html`<kv-session-list></kv-session-list>`,
    );
    const list = provider.querySelector('kv-session-list')!;
    await says(list, written.search);
    await write(list, 'input[type="search"]', written.search);
    await until(() => has('kv-query-change'), 'kv-query-change');
    await until(() => list.shadowRoot!.querySelector('.row [role="gridcell"]'), 'a row');
    list.shadowRoot!.querySelector<HTMLElement>('.row [role="gridcell"]')!.click();
    await until(() => has('kv-session-open'), 'kv-session-open');
    expectNoPersonalData();
  });

  it('come from a session that is edited, noted on and verified [events-no-personal-data]', async () => {
    const provider = await showIn(
      createApi({ sessions: [subject] }),
      html`<kv-session-details session-id=${subject.id}></kv-session-details>`,
    );
    const details = provider.querySelector('kv-session-details')!;
    await press(details, 'Edit verification');
    const edit = await partOf(details, 'kv-edit-dialog');
    await write(edit, '#firstName', written.name);
    await press(edit, 'Review changes');
    await press(edit, 'Save changes');
    await until(() => has('kv-client-edit-complete'), 'kv-client-edit-complete');
    const notes = await partOf(details, 'kv-notes');
    await write(notes, 'textarea', written.note);
    await press(notes, 'Add note');
    await until(() => textOf(notes).includes('Note added.'), 'the note');
    await press(details, 'Verify');
    const verify = await partOf(details, 'kv-verify-dialog');
    await write(verify, 'textarea', written.note);
    await press(verify, 'Verify');
    await until(() => has('kv-decision-complete'), 'kv-decision-complete');
    for (const type of ['kv-review-connect', 'kv-decision-request', 'kv-dialog-close']) {
      expect(has(type), type).to.equal(true);
    }
    expectNoPersonalData();
  });

  it('come from a request that fails with a message about the client [events-no-personal-data]', async () => {
    const api = createApi({ sessions: [subject] });
    api.getSession = () =>
      Promise.reject(new ReviewError('invalid', `${written.search} is not a client.`));
    await showIn(api, html`<kv-session-details session-id=${subject.id}></kv-session-details>`);
    await until(() => has('kv-error'), 'kv-error');
    expectNoPersonalData();
  });
});
