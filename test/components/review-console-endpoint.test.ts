import { expect } from '@open-wc/testing';
import { createIteration, type ReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';

import { textOf, until } from './review-page.js';
import { serve, type ServedBackend } from './served-backend.js';

import 'kv-review/define/review-console';
import 'kv-review/define/review-provider';

type Console = HTMLElementTagNameMap['kv-review-console'];

const waiting = sampleSessions({ count: 200, seed: 4 }).filter(
  ({ status }) => status === 'awaiting',
);
const apiWith = (count: number): ReviewApi =>
  createMemoryApi({ sessions: waiting.slice(0, count) });

const listOf = (element: Console) => element.shadowRoot!.querySelector('kv-session-list');
const lists = (element: Console, count: number): Promise<void> =>
  until(
    () => textOf(listOf(element) ?? element).includes(`${count} session`),
    `${count} sessions in “${textOf(listOf(element) ?? element)}”`,
  );

/** Adds a console as markup does, by attributes alone. */
function show(markup: string): Console {
  const page = document.createElement('main');
  page.innerHTML = markup;
  document.body.append(page);
  return page.querySelector('kv-review-console')!;
}

describe('kv-review-console with an endpoint', () => {
  const backends: ServedBackend[] = [];
  const { warn } = console;
  let warnings: string[] = [];

  beforeEach(() => {
    warnings = [];
    console.warn = (...words: unknown[]) => warnings.push(words.map(String).join(' '));
  });

  afterEach(() => {
    document.body.replaceChildren();
    for (const { stop } of backends.splice(0).reverse()) stop();
    console.warn = warn;
  });

  function start(path: string, api: ReviewApi): ServedBackend {
    const backend = serve(path, api);
    backends.push(backend);
    return backend;
  }

  it('needs no provider and no property: attributes and events are enough [console-alone]', async () => {
    const { tokens } = start('/kv-own', apiWith(3));
    const events: string[] = [];
    const answer = ({ type }: Event): void => void events.push(type);
    document.addEventListener('kv-review-connect', answer, { once: true });
    const element = show(
      '<kv-review-console endpoint="/kv-own" locale="ka" theme="light"></kv-review-console>',
    );
    element.addEventListener('kv-token-request', (event) => event.respondWith('mine'));
    await until(() => /\p{Script=Georgian}/u.test(textOf(element)), 'its language');
    await until(() => listOf(element)?.shadowRoot?.querySelectorAll('.row').length === 3);
    expect(new Set(tokens)).to.deep.equal(new Set(['mine']));
    expect(events).to.deep.equal(['kv-review-connect']);
    expect(getComputedStyle(listOf(element)!).colorScheme).to.equal('light');
    await expect(element).to.be.accessible();
    element.setAttribute('locale', 'en');
    await lists(element, 3);
    element.setAttribute('theme', 'dark');
    await until(() => getComputedStyle(element).colorScheme === 'dark');
    expect(warnings).to.deep.equal([]);
  });

  it('shows nothing of a provider around it, and warns', async () => {
    start('/kv-own', apiWith(2));
    let readings = 0;
    const other = apiWith(4);
    const element = show(
      '<kv-review-provider locale="en"><kv-review-console endpoint="/kv-own" locale="en"></kv-review-console></kv-review-provider>',
    );
    element.closest('kv-review-provider')!.api = {
      ...other,
      listSessions: (...request) => {
        readings += 1;
        return other.listSessions(...request);
      },
    };
    await lists(element, 2);
    expect(readings).to.equal(0);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('<kv-review-console>: inside a provider');

    element.removeAttribute('endpoint');
    await lists(element, 4);
    element.setAttribute('endpoint', '/kv-own');
    await lists(element, 2);
  });

  it('separates two companies on one page', async () => {
    start('/kv-one', apiWith(1));
    start('/kv-two', apiWith(5));
    const first = show('<kv-review-console endpoint="/kv-one" locale="en"></kv-review-console>');
    const second = show('<kv-review-console endpoint="/kv-two" locale="en"></kv-review-console>');
    await lists(first, 1);
    await lists(second, 5);
    first.setAttribute('endpoint', '/kv-two');
    await lists(first, 5);
    await lists(second, 5);
  });

  it('disconnects when it is removed, and connects again when it is put back', async () => {
    const api = apiWith(3);
    let open = 0;
    start('/kv-own', {
      ...api,
      watchSessions: (options = {}) =>
        createIteration(options.signal, async function* (signal) {
          open += 1;
          try {
            yield* api.watchSessions({ ...options, signal });
          } finally {
            open -= 1;
          }
        }),
    });
    const element = show('<kv-review-console endpoint="/kv-own" locale="en"></kv-review-console>');
    await lists(element, 3);
    await until(() => open === 1, 'it watches');
    element.remove();
    await until(() => open === 0, 'the watch has ended');
    document.body.append(element);
    await lists(element, 3);
    await until(() => open === 1, 'it watches again');
  });
});
