import { aTimeout, expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { ReviewApi } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi, type FaultRule } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';

import { waitUntil } from '../wait.js';
import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-provider';
import 'kv-review/define/session-details';
import 'kv-review/define/session-list';

const sessions = sampleSessions({ count: 40, seed: 11 });
const awaiting = sessions.find((session) => session.status === 'awaiting')!;

const overHttp = (api: ReviewApi): ReviewApi =>
  createHttpApi({
    baseUrl: 'https://backend.example/kv',
    fetch: createHandler(api, { basePath: '/kv' }),
    retries: 0,
    deadline: 200,
  });

const ways: Readonly<Record<string, (api: ReviewApi) => ReviewApi>> = {
  'from memory': (api) => api,
  'over HTTP': overHttp,
};

/** The faults, and the text that list and details then show. */
const faults: Readonly<Record<string, { rules: readonly FaultRule[]; says: RegExp }>> = {
  malformed: { rules: [{ kind: 'malformed-answer' }], says: /cannot be reached/ },
  'failing with 5xx': {
    rules: [{ kind: 'error', code: 'unavailable' }],
    says: /cannot be reached/,
  },
  'asking for a sign-in': {
    rules: [{ kind: 'error', code: 'unauthenticated' }],
    says: /signed out/,
  },
  forbidding: { rules: [{ kind: 'error', code: 'forbidden' }], says: /don’t have access/ },
  limiting: {
    rules: [{ kind: 'error', code: 'rate-limited', retryAfter: 60_000 }],
    says: /Too many requests/,
  },
  'dropping its answers': { rules: [{ kind: 'dropped-answer' }], says: /cannot be reached/ },
  'never answering': {
    rules: [{ kind: 'delay', milliseconds: Infinity }],
    says: /Loading|too long/,
  },
};

const textOf = (element: Element): string => element.shadowRoot?.textContent ?? '';

/** A page with every element on one backend. */
async function show(api: ReviewApi): Promise<HTMLElement> {
  return fixture(html`
    <kv-review-provider .api=${api} locale="en">
      <kv-awaiting-badge></kv-awaiting-badge>
      <kv-session-list></kv-session-list>
      <kv-session-details session-id=${awaiting.id}></kv-session-details>
    </kv-review-provider>
  `);
}

describe('with a backend that is', () => {
  const unhandled: unknown[] = [];
  const onRejection = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    unhandled.push(event.reason);
  };
  beforeEach(() => {
    unhandled.length = 0;
    addEventListener('unhandledrejection', onRejection);
  });
  afterEach(() => removeEventListener('unhandledrejection', onRejection));

  for (const [way, connect] of Object.entries(ways)) {
    for (const [name, { rules, says }] of Object.entries(faults)) {
      it(`${name} (${way}), the elements explain the error`, async () => {
        const page = await show(connect(createMemoryApi({ sessions, faults: rules })));
        for (const tag of ['kv-session-list', 'kv-session-details']) {
          const element = page.querySelector(tag)!;
          await waitUntil(() => says.test(textOf(element)), `<${tag}> says ${says}`);
        }
        await nextFrame();
        expect(unhandled).to.deep.equal([]);
      });
    }
  }

  it('slow, every element shows that it is loading, and then its content', async () => {
    const api = createMemoryApi({ sessions, latency: 150 });
    const page = await show(api);
    const list = page.querySelector('kv-session-list')!;
    expect(list.shadowRoot?.querySelector('[aria-busy=true]')).to.exist;
    await waitUntil(() => textOf(list).includes('40 sessions'), 'the list is there');
    expect(list.shadowRoot?.querySelector('[aria-busy=true]')).not.to.exist;
  });

  it('failing half of the time, the elements load after retries', async () => {
    const faulty: FaultRule[] = [{ kind: 'error', code: 'unavailable', probability: 0.5 }];
    const page = await show(createMemoryApi({ sessions, faults: faulty, seed: 3 }));
    const list = page.querySelector('kv-session-list')!;
    const pressRetry = () => {
      const buttons = [...(list.shadowRoot?.querySelectorAll('button') ?? [])];
      buttons.find((button) => button.textContent.includes('Try again'))?.click();
    };
    await waitUntil(() => {
      pressRetry();
      return textOf(list).includes('40 sessions');
    }, 'the list loads');
    await aTimeout(0);
    expect(unhandled).to.deep.equal([]);
  });
});
