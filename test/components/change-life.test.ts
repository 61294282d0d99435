import { expect, html, nextFrame, oneEvent } from '@open-wc/testing';
import type { KvEventMap } from 'kv-review';
import type { MemoryApi } from 'kv-review/api/memory';
import type { Session } from 'kv-review/model';
import type { TemplateResult } from 'lit';

import 'kv-review/define/edit-dialog';
import 'kv-review/define/false-positive-dialog';
import 'kv-review/define/notes';
import 'kv-review/define/reject-dialog';
import 'kv-review/define/screening';
import 'kv-review/define/verify-dialog';
import { button, findButton, nino, says, showIn, until } from './review-page.js';
import { clear, createScreeningApi, match, withScreening } from './screening-fixture.js';

type Changing = HTMLElement & { session?: Session };
type Method = 'decideSession' | 'editClient' | 'addNote' | 'recheckScreening' | 'markFalsePositive';

interface Case {
  tag: string;
  template: TemplateResult;
  method: Method;
  /** Fills in the form and sends it. */
  send: (element: Changing) => Promise<void>;
  /** The event for the host; a note has none. */
  completed?: keyof KvEventMap;
  current: string;
}

const session = withScreening(match);

const press = async (element: Element, name: string): Promise<void> =>
  (await button(element, name)).click();

async function fill(element: Changing, selector: string, value: string): Promise<void> {
  await until(() => element.shadowRoot!.querySelector(selector));
  const field = element.shadowRoot!.querySelector<HTMLInputElement>(selector)!;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

const cases: readonly Case[] = [
  {
    tag: 'kv-verify-dialog',
    template: html`<kv-verify-dialog open .session=${session}></kv-verify-dialog>`,
    method: 'decideSession',
    send: async (element) => {
      await until(() => element.shadowRoot!.querySelector('.acknowledgement input'));
      const ticks = element.shadowRoot!.querySelectorAll<HTMLElement>('.acknowledgement input');
      for (const tick of ticks) tick.click();
      await press(element, 'Verify');
    },
    completed: 'kv-decision-complete',
    current: 'Show the current session',
  },
  {
    tag: 'kv-reject-dialog',
    template: html`<kv-reject-dialog open .session=${session}></kv-reject-dialog>`,
    method: 'decideSession',
    send: async (element) => {
      await until(() => element.shadowRoot!.querySelector('.group input'));
      element.shadowRoot!.querySelector<HTMLElement>('.group input')!.click();
      await until(() => element.shadowRoot!.querySelector('.reason input'));
      element.shadowRoot!.querySelector<HTMLElement>('.reason input')!.click();
      await press(element, 'Reject');
    },
    completed: 'kv-decision-complete',
    current: 'Show the current session',
  },
  {
    tag: 'kv-edit-dialog',
    template: html`<kv-edit-dialog open .session=${session}></kv-edit-dialog>`,
    method: 'editClient',
    send: async (element) => {
      await fill(element, '#firstName', 'Edited');
      await press(element, 'Review changes');
      await press(element, 'Save changes');
    },
    completed: 'kv-client-edit-complete',
    current: 'Continue with the current data',
  },
  {
    tag: 'kv-false-positive-dialog',
    template: html`<kv-false-positive-dialog
      open
      .session=${session}
      .matchId=${'m2'}
    ></kv-false-positive-dialog>`,
    method: 'markFalsePositive',
    send: async (element) => {
      await fill(element, '#reason', 'Namesake.');
      await press(element, 'Mark as false positive');
    },
    completed: 'kv-false-positive-complete',
    current: 'Continue with the current data',
  },
  {
    tag: 'kv-notes',
    template: html`<kv-notes .session=${session}></kv-notes>`,
    method: 'addNote',
    send: async (element) => {
      await fill(element, '#note', 'Compared.');
      await press(element, 'Add note');
    },
    current: 'Show the current session',
  },
  {
    tag: 'kv-screening',
    template: html`<kv-screening .session=${session}></kv-screening>`,
    method: 'recheckScreening',
    send: (element) => press(element, 'Check again'),
    completed: 'kv-screening-complete',
    current: 'Show the current session',
  },
];

const completions = new Set(cases.flatMap(({ completed }) => completed ?? []));

const createApi = (): MemoryApi =>
  createScreeningApi(session, {
    screen: () => clear,
    workspace: {
      capabilities: [
        'decide',
        'edit-client',
        'add-note',
        'recheck-screening',
        'mark-false-positive',
      ],
    },
  });

/** The backend makes the change, but its answer waits for `release`, whatever the signal. */
function hold(api: MemoryApi, method: Method | 'getSession') {
  let release = (): void => undefined;
  let asked = 0;
  const held = new Promise<void>((resolve) => (release = resolve));
  const original = api[method] as (...request: unknown[]) => Promise<Session>;
  Object.assign(api, {
    [method]: async (id: string, ...request: unknown[]) => {
      asked += 1;
      const answer = await original(id, ...(method === 'getSession' ? [] : request));
      await held;
      return answer;
    },
  });
  return { release: () => release(), asked: () => asked };
}

async function show({ tag, template }: Case, api: MemoryApi) {
  const provider = await showIn(api, template);
  const element = provider.querySelector<Changing>(tag)!;
  const events: string[] = [];
  for (const type of completions) element.addEventListener(type, () => events.push(type));
  return { provider, element, events };
}

for (const one of cases) {
  describe(`A change by ${one.tag}`, () => {
    it('is announced by its answer although the element was removed in the meantime', async () => {
      const api = createApi();
      const { release, asked } = hold(api, one.method);
      const { element, events } = await show(one, api);
      await one.send(element);
      await until(() => asked() === 1);
      element.remove();
      release();
      await until(() => element.session?.version !== session.version);
      expect(events).to.deep.equal(one.completed ? [one.completed] : []);
    });

    it('is ignored when another user has signed in', async () => {
      const api = createApi();
      const { release, asked } = hold(api, one.method);
      const { element, events, provider } = await show(one, api);
      await one.send(element);
      await until(() => asked() === 1);
      const connected = oneEvent(provider, 'kv-review-connect');
      provider.api = createApi().as(nino);
      await connected;
      await nextFrame();
      release();
      await nextFrame();
      expect(element.session).to.equal(session);
      expect(events).to.deep.equal([]);
    });

    it('does not replace the session when the element was removed during a reload', async () => {
      const api = createApi();
      const { element, events, provider } = await show(one, api);
      await api
        .as(nino)
        .editClient(
          session.id,
          { lastName: 'Changed' },
          { version: session.version, idempotencyKey: 'nino' },
        );
      await one.send(element);
      await says(element, 'This session changed while you had it open');
      const { release, asked } = hold(api, 'getSession');
      await press(element, one.current);
      await until(() => asked() === 1);
      element.remove();
      release();
      await nextFrame();
      expect(element.session).to.equal(session);

      provider.append(element);
      element.toggleAttribute('open', one.tag.endsWith('-dialog'));
      await says(element, 'This session changed while you had it open');
      expect(findButton(element, one.current)!.getAttribute('aria-disabled')).to.equal('false');
      expect(events).to.deep.equal([]);
    });
  });
}
