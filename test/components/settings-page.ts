/** A page with elements of the settings, for their tests. */
import { fixture, html, oneEvent } from '@open-wc/testing';
import { createMemoryApi, type MemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';
import { createReviewApi, type ReviewApiMethods } from 'kv-review/api';
import type { TemplateResult } from 'lit';

import { waitUntil } from '../wait.js';

import 'kv-review/define/review-provider';

export const master = { id: 'master', name: 'Maia Specimen', role: 'master' } as const;
export const otherMaster = { id: 'other', name: 'Otar Specimen', role: 'master' } as const;
export const agent = { id: 'agent', name: 'Agent Specimen', role: 'agent' } as const;

export type Provider = HTMLElementTagNameMap['kv-review-provider'];

export interface SettingsPage {
  readonly api: MemoryApi;
  readonly provider: Provider;
}

/** Shows elements below a provider, whose user is a master unless `options` names another. */
export async function showSettings(
  content: TemplateResult,
  options: Partial<MemoryApiOptions> = {},
  locale = 'en',
): Promise<SettingsPage> {
  const api = createMemoryApi({ sessions: [], actor: master, ...options });
  const provider = await fixture<Provider>(
    html`<kv-review-provider .api=${api} locale=${locale}>${content}</kv-review-provider>`,
  );
  return { api, provider };
}

/** Gives the provider another adapter, and waits until it is connected. */
export async function reconnect(provider: Provider, api: ReviewApiMethods): Promise<void> {
  const connected = oneEvent(provider, 'kv-review-connect');
  provider.api = createReviewApi(api);
  await connected;
}

export const rootOf = (element: Element): ShadowRoot => element.shadowRoot!;

/** Without the characters that isolate names and dates. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** What the element says, in one line. */
export const said = (element: Element): string => plain(rootOf(element).textContent);

/** What a screen reader was told last. */
export const announced = (element: Element): string =>
  plain(rootOf(element).querySelector('.visually-hidden[role="status"]')!.textContent);

export const buttonNamed = (element: Element, name: string): HTMLButtonElement | undefined =>
  [...rootOf(element).querySelectorAll('button')].find(
    (button) =>
      (button.getAttribute('aria-label') ?? button.textContent).replaceAll(/\s+/g, ' ').trim() ===
      name,
  );

export const control = (element: Element, field: string): HTMLInputElement =>
  rootOf(element).querySelector<HTMLInputElement>(`#field-${field}`)!;

/** Waits until the section shows its form. */
export const untilForm = (element: Element): Promise<void> =>
  waitUntil(() => element.shadowRoot?.querySelector('.bar'));

export const untilSaid = (element: Element, text: string | RegExp): Promise<void> =>
  waitUntil(
    () => {
      const all = said(element);
      return typeof text === 'string' ? all.includes(text) : text.test(all);
    },
    `not said: ${String(text)}`,
  );

/** The field that has the focus. */
export const focused = (element: Element): Element | null => rootOf(element).activeElement;

/** Saves as another master user, on the same backend. */
export async function saveAsOther(
  api: MemoryApi,
  change: Parameters<MemoryApi['saveSettings']>[0],
): Promise<void> {
  const other = api.as(otherMaster);
  const { version } = await other.getSettings();
  await other.saveSettings(change, { version });
}
