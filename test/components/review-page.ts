import { fixture, html } from '@open-wc/testing';
import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi, type MemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';
import { edgeSessions } from 'kv-review/testing';
import type { Actor, Session } from 'kv-review/model';
import type { TemplateResult } from 'lit';

import { waitUntil as until } from '../wait.js';

import 'kv-review/define/review-provider';

export { waitUntil as until } from '../wait.js';

export const alex: Actor = { id: 'alex', name: 'Alex Agent', role: 'agent' };
export const nino: Actor = { id: 'nino', name: 'Nino Specimenadze', role: 'agent' };

/** An edge case. All of them await action. */
export function edgeSession(id: string): Session {
  const found = edgeSessions().find((session) => session.id === id);
  if (!found) throw new RangeError(`There is no session ${id}.`);
  return found;
}

/** Plain names, no photo of one document, no decision. */
export const awaiting: Session = {
  ...edgeSession('edge-georgian-name'),
  id: 'awaiting',
  failedConditions: [{ condition: 'face-match-level', observed: 3, required: 4 }],
};

/** The client's name, as a text names it. */
export const nameOf = ({ client }: Session): string =>
  [client.firstName, client.lastName].filter(Boolean).join(' ');

/** The capabilities without watches, so that elements must poll. */
const capabilities = ['decide', 'edit-client', 'add-note', 'record-activity', 'screening'] as const;

export function createApi({ workspace, ...options }: Partial<MemoryApiOptions> = {}): MemoryApi {
  return createMemoryApi({
    sessions: [awaiting],
    actor: alex,
    workspace: { capabilities, ...workspace },
    ...options,
  });
}

/** A provider with an element in it. */
export async function showIn(
  api: ReviewApi,
  content: TemplateResult,
): Promise<HTMLElementTagNameMap['kv-review-provider']> {
  const connected = new Promise((resolve) => {
    document.addEventListener('kv-review-connect', resolve, { once: true });
  });
  const provider = await fixture<HTMLElementTagNameMap['kv-review-provider']>(
    html`<kv-review-provider .api=${api} locale="en">${content}</kv-review-provider>`,
  );
  await connected;
  return provider;
}

const normal = (text: string | null): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();

/** The text of an element, without the directional isolates around names. */
export const textOf = (element: Element): string =>
  normal(element.shadowRoot!.textContent).replaceAll(/[\u2066-\u2069]/g, '');

export function findButton(element: Element, name: string): HTMLButtonElement | undefined {
  return [...element.shadowRoot!.querySelectorAll('button')].find(
    (button) => (button.getAttribute('aria-label') ?? normal(button.textContent)) === name,
  );
}

/** Waits for the button with a name. */
export async function button(element: Element, name: string): Promise<HTMLButtonElement> {
  await until(() => findButton(element, name), `a button “${name}”`);
  return findButton(element, name)!;
}

export async function says(element: Element, text: string): Promise<void> {
  await until(() => textOf(element).includes(text), `“${text}” in “${textOf(element)}”`);
}

/** Waits for the parts of a session that load after it: sections and dialogs. */
export async function partsLoaded(details: HTMLElementTagNameMap['kv-session-details']) {
  const has = (selector: string) => details.shadowRoot!.querySelector(selector) !== null;
  await until(
    () =>
      has('kv-customer-activity') &&
      has('kv-verify-dialog') &&
      has('dialog.viewer') &&
      (!has('#section-zone') || has('kv-mrz-report')),
    'the parts of the session',
  );
}

/** Waits for the parts of a console that load after it. Returns its details. */
export async function consoleLoaded(
  console: HTMLElementTagNameMap['kv-review-console'],
): Promise<HTMLElementTagNameMap['kv-session-details']> {
  const find = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag) =>
    console.shadowRoot!.querySelector(tag);
  await until(() => find('kv-session-details') && find('kv-shortcut-help'), 'its parts');
  return find('kv-session-details')!;
}

/** The element that has the focus, through shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** At the focus. Not every driver can hold a modifier key down. */
export function pressControlEnter(): void {
  const keys = { key: 'Enter', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
  (focused() ?? document.body).dispatchEvent(new KeyboardEvent('keydown', keys));
}
