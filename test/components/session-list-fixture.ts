import { ContextEvent } from '@lit/context';
import { fixture, html } from '@open-wc/testing';
import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';
import type { Session, SessionPage, SessionQuery, SessionSummary } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import { sessionChangesContext, type SessionChanges } from '../../src/context/session-changes.js';
import { waitUntil } from '../wait.js';

import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';

/** A PNG of one colour. */
export async function picture(side = 11): Promise<Blob> {
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext('2d')!.fillRect(0, 0, side, side);
  return canvas.convertToBlob({ type: 'image/png' });
}

export type List = HTMLElementTagNameMap['kv-session-list'];
export type Provider = HTMLElementTagNameMap['kv-review-provider'];

/** Sessions that all have a name, by which a test can find them. */
export const named = (count: number, seed = 1): Session[] =>
  sampleSessions({ count: count * 2, seed })
    .filter(({ client }) => client.firstName && client.lastName)
    .slice(0, count);

export const awaiting = (count: number): Session[] =>
  named(count).map((session) => ({ ...session, status: 'awaiting', decision: null }));

/** An adapter without watches, so that elements must poll. */
export const memory = (
  sessions: Session[],
  { workspace, ...options }: Partial<MemoryApiOptions> = {},
): ReviewApi =>
  createMemoryApi({
    sessions,
    workspace: { capabilities: ['decide', 'edit-client', 'add-note'], ...workspace },
    ...options,
  });

interface Place {
  provider: Provider;
  list: List;
}

/** A list in a container of a given width: a table from 900 px. */
export async function mount(
  api: ReviewApi | undefined,
  properties: Partial<List> = {},
  width = 1100,
): Promise<Place> {
  const provider = document.createElement('kv-review-provider');
  provider.locale = 'en';
  if (api) provider.api = api;
  const list = Object.assign(document.createElement('kv-session-list'), properties);
  list.style.blockSize = '500px';
  provider.append(list);
  const page = await fixture<HTMLElement>(html`<div></div>`);
  page.style.inlineSize = `${width}px`;
  page.append(provider);
  await list.updateComplete;
  return { provider, list };
}

/** Waits for what a list loads once it has rows: keys, announcements and print. */
const waitForUpkeep = (list: List): Promise<void> =>
  waitUntil(() => within(list, '.refresh')!.title.startsWith('Updated'), 'the upkeep has loaded');

/** A list that shows its first page, and answers keys. */
export async function show(
  api: ReviewApi,
  properties: Partial<List> = {},
  width?: number,
): Promise<Place> {
  const place = await mount(api, properties, width);
  await waitUntil(() => namesOf(place.list).length > 0, 'sessions are listed');
  await waitForUpkeep(place.list);
  return place;
}

export const within = (list: Element, selector: string) =>
  list.shadowRoot!.querySelector<HTMLElement>(selector);
export const allWithin = (list: Element, selector: string) => [
  ...list.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
export const textOf = (element: Element | null | undefined): string =>
  (element?.shadowRoot ?? element)?.textContent.replace(/\s+/g, ' ').trim() ?? '';

export const rowsOf = (list: Element) => allWithin(list, '.row');
export const cellsOf = (row: Element) => [...row.querySelectorAll('[role="gridcell"]')];
/** First and last name of every row that is rendered and loaded, in the order of the document. */
export const namesOf = (list: Element): string[] =>
  rowsOf(list)
    .filter((row) => row.querySelector('.more button'))
    .map((row) => [...row.querySelectorAll('.name')].map(textOf).join(' '));
export const nameOf = ({ client }: SessionSummary): string =>
  `${client.firstName} ${client.lastName}`;

export const scrollerOf = (list: Element) => within(list, '.scroller')!;
/** Browsers dispatch scroll events with the next frame. */
export function scrollTo(list: Element, top: number): void {
  scrollerOf(list).scrollTop = top;
  scrollerOf(list).dispatchEvent(new Event('scroll'));
}
/** Scrolling has settled: the rows stand in the document in the order of the list. */
export const inOrder = (list: Element): Promise<void> =>
  waitUntil(() => {
    const indexes = rowsOf(list).map((row) => Number(row.ariaRowIndex));
    return indexes.every((index, place) => place === 0 || index > indexes[place - 1]!);
  }, 'the rows are in order');
export const focusedIn = (list: Element) => list.shadowRoot!.activeElement as HTMLElement | null;
export const buttonOf = (list: Element, name: string) =>
  allWithin(list, 'button').find(
    (button) => textOf(button).includes(name) || button.ariaLabel?.includes(name),
  );

/** Opens the panel of a button in an element, which may have to be loaded first. */
export async function openPanel(element: Element, id: string): Promise<void> {
  within(element, `[popovertarget="${id}"]`)!.click();
  await waitUntil(() => within(element, `#${id}:popover-open`), `the panel ${id} is open`);
}

export function type(list: Element, text: string): void {
  const field = list.shadowRoot!.querySelector('input')!;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** The page comes back into view, so elements poll. */
export const comeBack = () => document.dispatchEvent(new Event('visibilitychange'));

/** The provider's channel for changed sessions. */
export function changesOf(list: Element): SessionChanges {
  let found: SessionChanges | undefined;
  list.dispatchEvent(
    new ContextEvent(sessionChangesContext, list, (changes) => {
      found = changes;
    }),
  );
  return found!;
}

interface Request {
  readonly query: SessionQuery;
  readonly signal: AbortSignal | undefined;
  answer: (sessions: readonly SessionSummary[], nextCursor?: string | null) => void;
  fail: (error: unknown) => void;
}

/** An adapter whose lists the test answers, in any order. */
export function byHand(): { api: ReviewApi; requests: Request[] } {
  const requests: Request[] = [];
  const listSessions: ReviewApi['listSessions'] = (query, options) =>
    new Promise<SessionPage>((resolve, reject) => {
      requests.push({
        query,
        signal: options?.signal,
        answer: (items, nextCursor = null) =>
          resolve({
            items: [...items],
            nextCursor,
            total: { count: items.length, exact: true },
          }),
        fail: reject,
      });
    });
  return { api: { ...memory([]), listSessions }, requests };
}

/** An adapter whose sessions a test can replace. */
export function changeable(initial: Session[]) {
  let current = memory(initial);
  let calls = 0;
  const api: ReviewApi = {
    ...current,
    listSessions: (query, options) => {
      calls += 1;
      return current.listSessions(query, options);
    },
  };
  return {
    api,
    calls: () => calls,
    become: (sessions: Session[]) => (current = memory(sessions)),
  };
}

/** A session that is newer than all others. */
export const newer = (session: Session, name: string): Session => ({
  ...session,
  id: `new-${name}`,
  createdAt: '2030-01-01T00:00:00Z',
  client: { ...session.client, firstName: name, lastName: 'New' },
});
