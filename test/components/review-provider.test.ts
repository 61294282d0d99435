import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { createReviewApi, ReviewError, type ReviewApi } from 'kv-review/api';
import { registerLanguage } from 'kv-review/i18n';
import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';
import { createMemoryApi } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';

import { waitUntil } from '../wait.js';

/** Right to left, without texts. */
registerLanguage({ tag: 'ar', messages: {} });

const awaitingSessions = (count: number) =>
  sampleSessions({ count: 200, seed: 4 })
    .filter(({ status, client }) => status === 'awaiting' && client.lastName !== null)
    .slice(0, count);

const apiWith = (awaiting: number): ReviewApi =>
  createMemoryApi({ sessions: awaitingSessions(awaiting) });

const textOf = (element: Element | null): string =>
  element?.shadowRoot?.textContent.replace(/\s+/g, ' ') ?? '';

/** The language of an element, for assistive technology (HTML, the lang attribute). */
const languageOf = (element: Element | null): string | undefined =>
  element?.closest<HTMLElement>('[lang]')?.lang;

describe('kv-review-provider', () => {
  it('connects elements at any depth, and dispatches an event', async () => {
    const provider = document.createElement('kv-review-provider');
    provider.innerHTML = '<section><p><kv-awaiting-badge></kv-awaiting-badge></p></section>';
    provider.api = apiWith(3);
    const connected = oneEvent(provider, 'kv-review-connect');
    await fixture(provider);

    const { detail } = await connected;
    expect(Object.keys(detail)).to.have.members(['companyId', 'role']);
    const badge = provider.querySelector('kv-awaiting-badge');
    await waitUntil(() => textOf(badge).includes('3'), 'the badge counts 3 sessions');
  });

  it('connects elements that were upgraded before it', async () => {
    const badge = await fixture(html`<kv-awaiting-badge></kv-awaiting-badge>`);
    const provider = document.createElement('kv-review-provider');
    provider.api = apiWith(2);
    badge.replaceWith(provider);
    provider.append(badge);
    await waitUntil(() => textOf(badge).includes('2'), 'the badge counts 2 sessions');
    provider.remove();
  });

  it('separates two companies on one page', async () => {
    const page = await fixture(html`
      <div>
        <kv-review-provider .api=${apiWith(1)}
          ><kv-awaiting-badge></kv-awaiting-badge
        ></kv-review-provider>
        <kv-review-provider .api=${apiWith(5)}
          ><kv-awaiting-badge></kv-awaiting-badge
        ></kv-review-provider>
      </div>
    `);
    const [first, second] = page.querySelectorAll('kv-awaiting-badge');
    await waitUntil(() => textOf(first ?? null).includes('1'), 'the first counts 1');
    await waitUntil(() => textOf(second ?? null).includes('5'), 'the second counts 5');
  });

  it('clears the elements when the adapter changes', async () => {
    const provider = document.createElement('kv-review-provider');
    provider.innerHTML = '<kv-session-list></kv-session-list>';
    const sessions = awaitingSessions(1);
    provider.api = createMemoryApi({ sessions });
    await fixture(provider);
    const list = provider.querySelector('kv-session-list');
    const name = sessions[0]?.client.lastName ?? '';
    await waitUntil(() => textOf(list).includes(name), 'the session is listed');

    provider.api = createReviewApi({
      getWorkspace: () => new Promise(() => undefined),
      listSessions: () => new Promise(() => undefined),
      getSession: () => new Promise(() => undefined),
      getPhoto: () => new Promise(() => undefined),
    });
    await provider.updateComplete;
    await waitUntil(() => !textOf(list).includes(name), 'the session is gone');
  });

  it('every element shows the error and can try again', async () => {
    const working = apiWith(1);
    let isUp = false;
    const down = () => Promise.reject(new ReviewError('unavailable', 'down'));
    const api: ReviewApi = {
      ...working,
      getWorkspace: (options) => (isUp ? working.getWorkspace(options) : down()),
      listSessions: (query, options) => (isUp ? working.listSessions(query, options) : down()),
    };
    const provider = document.createElement('kv-review-provider');
    provider.innerHTML = '<kv-session-list></kv-session-list>';
    provider.api = api;
    // The list reports an error of its own.
    const errors: unknown[] = [];
    provider.addEventListener('kv-error', ({ target, detail }) => {
      if (target === provider) errors.push(detail);
    });
    await fixture(provider);
    await waitUntil(() => errors.length > 0, 'the provider reports its error');
    expect(errors).to.deep.equal([{ code: 'unavailable', retryable: true }]);

    const list = provider.querySelector('kv-session-list');
    await waitUntil(() => textOf(list).includes('cannot be reached'), 'the list says so');
    isUp = true;
    const retry = [...(list?.shadowRoot?.querySelectorAll('button') ?? [])].find((button) =>
      button.textContent.includes('Try again'),
    );
    retry?.click();
    await waitUntil(() => textOf(list).includes('1 session'), 'the list is there');
  });

  it('sets language and direction by its locale, which can change', async () => {
    const provider = document.createElement('kv-review-provider');
    provider.innerHTML = '<kv-session-list view="awaiting"></kv-session-list>';
    provider.api = apiWith(0);
    provider.locale = 'ka';
    await fixture(provider);
    const list = provider.querySelector('kv-session-list');
    await waitUntil(() => /\p{Script=Georgian}/u.test(textOf(list)), 'Georgian is shown');
    expect(languageOf(list)).to.equal('ka');

    provider.locale = 'ar';
    await waitUntil(() => list?.matches(':dir(rtl)'), 'written from right to left');
    provider.locale = 'en';
    await waitUntil(() => textOf(list).includes('Nothing to review'), 'English is shown');
    expect(list?.matches(':dir(ltr)')).to.equal(true);
    expect(languageOf(list)).to.equal('en');
  });

  it('has the language and direction of its texts where the kit lacks the locale', async () => {
    const page = await fixture(html`
      <div lang="fa" dir="rtl"><kv-review-provider locale="fa"></kv-review-provider></div>
    `);
    const provider = page.querySelector('kv-review-provider');
    await waitUntil(() => provider?.lang === 'en-IR', 'English is used');
    expect(provider?.dir).to.equal('ltr');
  });

  it('leaves a direction that the host page has set', async () => {
    const provider = await fixture<HTMLElementTagNameMap['kv-review-provider']>(html`
      <kv-review-provider locale="en" dir="rtl"></kv-review-provider>
    `);
    await waitUntil(() => provider.lang === 'en');
    expect(provider.dir).to.equal('rtl');
    provider.locale = 'ka';
    await waitUntil(() => provider.lang === 'ka');
    expect(provider.dir).to.equal('rtl');
  });

  it('marks its language again where the page around it has another one', async () => {
    const page = await fixture(html`
      <div>
        <div lang="ka"></div>
        <div lang="en" dir="rtl"></div>
      </div>
    `);
    const [georgian, english] = page.children;
    const provider = document.createElement('kv-review-provider');
    provider.locale = 'ka';
    georgian?.append(provider);
    await provider.updateComplete;
    expect(provider.getAttributeNames()).to.deep.equal([]);
    english?.append(provider);
    await waitUntil(() => languageOf(provider) === 'ka');
    expect(provider.matches(':dir(ltr)')).to.equal(true);
    georgian?.append(provider);
    await waitUntil(() => provider.getAttributeNames().length === 0, 'it is as it was');
  });

  it('says how to set an adapter that arrives as an attribute, once', async () => {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (...words: unknown[]) => warnings.push(words.join(' '));
    try {
      await fixture(html`<kv-review-provider api="[object Object]"></kv-review-provider>`);
      await fixture(html`<kv-review-provider api="[object Object]"></kv-review-provider>`);
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.length(1);
    expect(warnings[0])
      .to.include('api is a property')
      .and.include('Import the element before a framework renders it');
  });

  it('uses the language of the page by default', async () => {
    const page = await fixture(html`
      <div lang="ka"><kv-review-provider></kv-review-provider></div>
    `);
    const provider = page.querySelector('kv-review-provider');
    provider?.append(document.createElement('kv-session-list'));
    const list = page.querySelector('kv-session-list');
    await waitUntil(() => /\p{Script=Georgian}/u.test(textOf(list)), 'Georgian is taken over');
    expect(languageOf(list)).to.equal('ka');
    expect(provider?.getAttributeNames()).to.deep.equal([]);
  });

  it('shows a readable error for anything that an adapter throws', async () => {
    const provider = document.createElement('kv-review-provider');
    provider.innerHTML = '<kv-session-list></kv-session-list>';
    provider.api = {
      ...apiWith(1),
      getWorkspace: () => Promise.reject(new TypeError('secret detail')),
      listSessions: () => {
        throw new TypeError('secret detail');
      },
    };
    await fixture(provider);
    const list = provider.querySelector('kv-session-list');
    await waitUntil(() => textOf(list).includes('cannot be reached'), 'the error is said in words');
    expect(textOf(list)).not.to.include('secret');
  });
});
