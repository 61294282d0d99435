/**
 * Runs inside the frames of review-frame.test.ts, on another origin than the tests. The query says what it
 * does; what it knows, it posts to the tests, apart from the protocol.
 */
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi } from 'kv-review/api/memory';
import { connectFrame } from 'kv-review/frame';
import { sampleSessions, sampleWorkspace } from 'kv-review/testing';

import 'kv-review/define/review-console';
import 'kv-review/define/review-provider';

const query = new URLSearchParams(location.search);
const report = (known: object): void => parent.postMessage({ test: known }, '*');

function showConsole(): void {
  const { actor, ...workspace } = sampleWorkspace({ role: 'master' });
  const backend = createHandler(
    createMemoryApi({ sessions: sampleSessions({ count: 40, seed: 5 }), actor, workspace }),
  );
  const provider = document.createElement('kv-review-provider');
  const console = document.createElement('kv-review-console');
  /** The only token that the backend accepts, and each token that it was sent. */
  let valid = 'token-1';
  const sent: (string | null)[] = [];
  connectFrame({ hosts: query.getAll('host'), provider, console, deadline: 1500 });
  provider.api = createHttpApi({
    baseUrl: 'https://backend.example/',
    getToken: (request) => provider.getToken?.(request) ?? null,
    fetch: async (request) => {
      const token = request.headers.get('authorization');
      sent.push(token);
      if (token === `Bearer ${valid}`) return backend(request);
      return Response.json(
        { type: 'about:blank', status: 401, code: 'unauthenticated' },
        { status: 401, headers: { 'content-type': 'application/problem+json' } },
      );
    },
  });
  provider.append(console);
  document.body.append(provider);

  const answer = async (data: { ask?: string; value?: string }): Promise<void> => {
    if (data.ask === 'valid-token') valid = data.value ?? '';
    if (data.ask === 'refresh') await provider.reconnect();
    if (data.ask === 'go') location.href = data.value ?? '';
    if (data.ask === 'open') {
      console.dispatchEvent(
        new CustomEvent('kv-route-change', {
          detail: { view: 'all', sessionId: data.value, extra: 'Erika Specimen' },
          bubbles: true,
          composed: true,
        }),
      );
    }
    if (data.ask === 'cancelled') {
      const detail = { view: 'settings', sessionId: null };
      const init = { detail, bubbles: true, composed: true, cancelable: true };
      console.addEventListener('kv-route-change', (event) => event.preventDefault(), {
        once: true,
      });
      console.dispatchEvent(new CustomEvent('kv-route-change', init));
    }
    if (!data.ask) return;
    await provider.updateComplete;
    const { view, sessionId } = console;
    const { dir, theme } = provider;
    const lang = provider.closest<HTMLElement>('[lang]')?.lang;
    const canvas = getComputedStyle(document.documentElement).colorScheme;
    report({ view, sessionId, lang, dir, theme, canvas, sent, status: textOf(console) });
  };
  addEventListener('message', ({ data }: MessageEvent<{ ask?: string; value?: string }>) => {
    void answer(data);
  });
}

const textOf = (element: HTMLElement): string =>
  [element.shadowRoot, element.shadowRoot?.querySelector('kv-session-list')?.shadowRoot]
    .map((root) => root?.textContent.replaceAll(/\s+/g, ' ') ?? '')
    .join(' ');

/** Follows the protocol by hand, and then sends what the query says. */
function forge(): void {
  const greeting = { protocol: 'kv-review-frame', type: 'hello', version: 1, nonce: 'n-1' };
  addEventListener('message', ({ data, ports }: MessageEvent<{ type?: string }>) => {
    const [port] = ports;
    if (data.type !== 'connect' || !port) return;
    port.addEventListener('message', (event: MessageEvent<unknown>) =>
      report({ received: event.data }),
    );
    port.start();
    port.postMessage({ type: 'ready' });
    for (const message of JSON.parse(query.get('send') ?? '[]') as unknown[]) {
      port.postMessage(message);
    }
    if (query.has('long')) {
      const text = 'x'.repeat(1_000_000);
      const detail = { sessionId: text };
      port.postMessage({ type: 'event', name: 'kv-session-open', detail });
      port.postMessage({ type: 'token-request', id: text, refresh: false });
    }
    report({ isForged: true });
  });
  parent.postMessage({ ...greeting, ...(JSON.parse(query.get('hello') ?? '{}') as object) }, '*');
}

/** The console of a page that has taken long to load. */
function greetLate(): void {
  addEventListener('message', ({ data }: MessageEvent<{ ask?: string }>) => {
    if (data.ask === 'greet') forge();
  });
  report({ isSilent: true });
}

/** Another frame of the same origin, which is not the one that the element contains. */
function greetAsStranger(): void {
  const greeting = { protocol: 'kv-review-frame', type: 'hello', version: 1, nonce: 'stranger' };
  addEventListener('message', ({ data, ports }: MessageEvent<{ type?: string }>) => {
    if (data.type === 'connect') report({ isConnected: true, ports: ports.length });
  });
  parent.postMessage(greeting, '*');
  report({ hasGreeted: true });
}

const pages = new Map([
  ['console', showConsole],
  ['forge', forge],
  ['late', greetLate],
  ['stranger', greetAsStranger],
  ['silent', () => report({ isSilent: true })],
]);
pages.get(query.get('page') ?? '')?.();
