import { expect } from '@open-wc/testing';
import 'kv-review/define/review-console';
import 'kv-review/define/review-provider';
import 'kv-review/define/awaiting-badge';
import type { KvEventMap } from 'kv-review';
import { ReviewError } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createMemoryApi } from 'kv-review/api/memory';
import { sampleSessions, sampleUsers } from 'kv-review/testing';

import { waitUntil } from '../wait.js';

/** By origin. Each test has its own, because elements of the test before may still send a request. */
const backends = new Map<string, ReturnType<typeof openBackend>>();
let endpoint: string;

/** A backend whose codes are known to the test. */
function openBackend() {
  const store = createMemoryApi({ sessions: sampleSessions({ count: 20, seed: 4 }) });
  const codes = new Map<string, { user: number; expiresIn: number }>();
  const users = new Map<string, number>();
  const exchanged: string[] = [];
  const authorizations: (string | null)[] = [];
  const handler = createHandler(
    (request) => {
      const field = request.headers.get('authorization');
      authorizations.push(field);
      const user = sampleUsers[users.get(field?.replace('Bearer ', '') ?? '') ?? -1];
      if (!user) throw new ReviewError('unauthenticated', 'No token.');
      return store.as({ ...user, role: 'agent' });
    },
    {
      basePath: '/kv',
      redeemCode: (code) => {
        exchanged.push(code);
        const found = codes.get(code);
        codes.delete(code);
        if (!found) return Promise.reject(new ReviewError('unauthenticated', 'No code.'));
        const token = `token-${exchanged.length}`;
        users.set(token, found.user);
        return Promise.resolve({ token, expiresIn: found.expiresIn });
      },
    },
  );
  return {
    handler,
    exchanged,
    authorizations,
    add: (code: string, { user = 0, expiresIn = 900 } = {}) => codes.set(code, { user, expiresIn }),
    revokeTokens: () => users.clear(),
  };
}

type Connected = HTMLElementTagNameMap['kv-review-console' | 'kv-review-provider'];

/** A badge with the connection: that of the console, or one inside the provider. */
function badgeIn(element: Connected): HTMLElementTagNameMap['kv-awaiting-badge'] {
  const own = element.shadowRoot!.querySelector('kv-awaiting-badge');
  if (own) return own;
  const added = document.createElement('kv-awaiting-badge');
  element.append(added);
  return added;
}

for (const [name, tag] of [
  ['a provider', 'kv-review-provider'],
  ['a console', 'kv-review-console'],
] as const) {
  describe(`${name} with a code`, () => {
    const original = globalThis.fetch;
    let backend: ReturnType<typeof openBackend>;
    let urls: string[];
    let connects: number;
    let errors: string[];

    beforeEach(() => {
      backend = openBackend();
      const origin = `https://backend-${backends.size}.example`;
      backends.set(origin, backend);
      endpoint = `${origin}/kv`;
      urls = [];
      connects = 0;
      errors = [];
      globalThis.fetch = async (input, init) => {
        const request = new Request(input, init);
        const asked = backends.get(new URL(request.url).origin);
        if (!asked) return original(input, init);
        if (asked === backend) urls.push(request.url);
        return asked.handler(request);
      };
    });

    afterEach(() => {
      globalThis.fetch = original;
      document.body.replaceChildren();
    });

    /** As a host that can set nothing but attributes. */
    function place(attributes: Readonly<Record<string, string>>) {
      const element = document.createElement(tag);
      element.addEventListener('kv-review-connect', () => (connects += 1));
      element.addEventListener('kv-error', ({ detail }: KvEventMap['kv-error']) => {
        errors.push(detail.code);
      });
      const values = { endpoint, locale: 'en', ...attributes };
      for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
      document.body.append(element);
      return element;
    }

    const connected = (count: number) =>
      waitUntil(() => connects === count, `it has connected ${count} times`);

    it('exchanges the code once, and leaves it nowhere', async () => {
      backend.add('code-1');
      const element = place({ code: 'code-1' });
      expect(element.outerHTML).to.not.contain('code-1');
      expect(element.hasAttribute('code')).to.equal(false);
      await connected(1);
      expect(backend.exchanged).to.deep.equal(['code-1']);
      expect(backend.authorizations.every((field) => field === 'Bearer token-1')).to.equal(true);
      expect(urls.join()).to.not.contain('code-1');
      expect(element.outerHTML).to.not.match(/code-1|token-1/);
      expect(
        JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
      ).to.not.match(/code-1|token-1/);
      expect(errors).to.deep.equal([]);
    });

    it('removes the code of markup that is parsed', async () => {
      backend.add('code-1');
      const frame = document.createElement('div');
      frame.addEventListener('kv-review-connect', () => (connects += 1));
      document.body.append(frame);
      const parsed = document
        .createRange()
        .createContextualFragment(`<${tag} endpoint="${endpoint}" code="code-1"></${tag}>`);
      frame.append(parsed);
      expect(frame.innerHTML).to.not.contain('code-1');
      await connected(1);
      frame.remove();
    });

    it('asks by an event while no code is there, and waits for it', async () => {
      const requests: boolean[] = [];
      document.addEventListener('kv-token-request', ({ detail }) => requests.push(detail.refresh), {
        once: true,
      });
      const element = place({ code: '' });
      await waitUntil(() => requests.length > 0, 'it asks');
      expect(urls).to.deep.equal([]);
      backend.add('code-1');
      element.setAttribute('code', 'code-1');
      await connected(1);
      expect(requests).to.deep.equal([false]);
      expect(errors).to.deep.equal([]);
    });

    it('takes the token of a listener instead of a code', async () => {
      backend.add('code-0');
      const { token } = (await (
        await fetch(`${endpoint}/v1/code-exchange`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: 'code-0' }),
        })
      ).json()) as { token: string };
      const answer = (event: KvEventMap['kv-token-request']) => event.respondWith(token);
      document.addEventListener('kv-token-request', answer, { once: true });
      place({ code: '' });
      await connected(1);
      expect(backend.exchanged).to.deep.equal(['code-0']);
    });

    it('asks again when the backend refuses the token, and does not lose the view', async () => {
      backend.add('code-1');
      const element = place({ code: 'code-1' });
      await connected(1);
      const badge = badgeIn(element);
      await waitUntil(
        () => /\d/.test(badge.shadowRoot?.textContent ?? ''),
        'the badge has a number',
      );
      const requests: boolean[] = [];
      element.addEventListener('kv-token-request', ({ detail }) => {
        requests.push(detail.refresh);
        backend.add('code-2');
        // Later, as a host does that must ask its own server.
        setTimeout(() => element.setAttribute('code', 'code-2'));
      });
      backend.revokeTokens();
      await badge.refresh();
      expect(requests).to.deep.equal([true]);
      expect(backend.exchanged).to.deep.equal(['code-1', 'code-2']);
      expect([connects, errors]).to.deep.equal([1, []]);
    });

    it('asks before the token ends', async () => {
      backend.add('code-1', { expiresIn: 1 });
      const requests: boolean[] = [];
      const element = place({ code: 'code-1' });
      element.addEventListener('kv-token-request', ({ detail }) => requests.push(detail.refresh));
      await connected(1);
      await waitUntil(() => requests.length === 1, 'it asks for the next token');
      expect(requests).to.deep.equal([false]);
      backend.add('code-2');
      element.setAttribute('code', 'code-2');
      await waitUntil(() => backend.exchanged.length === 2, 'the code is exchanged ahead');
      expect([connects, errors]).to.deep.equal([1, []]);
    });

    it('signs in again with a code that nobody asked for', async () => {
      backend.add('code-1', { user: 0 });
      const element = place({ code: 'code-1' });
      await connected(1);
      backend.add('code-2', { user: 1 });
      element.setAttribute('code', 'code-2');
      await connected(2);
      expect(backend.authorizations.at(-1)).to.equal('Bearer token-2');
    });

    it('takes a code that comes before the endpoint', async () => {
      backend.add('code-1');
      const element = place({ endpoint: '', code: 'code-1' });
      element.setAttribute('endpoint', endpoint);
      await connected(1);
      expect(backend.exchanged).to.deep.equal(['code-1']);
      expect(backend.authorizations.every((field) => field === 'Bearer token-1')).to.equal(true);
      expect(errors).to.deep.equal([]);
    });

    it('keeps its token when it is removed and put back', async () => {
      backend.add('code-1');
      const element = place({ code: 'code-1' });
      await connected(1);
      element.remove();
      document.body.append(element);
      await connected(2);
      expect(backend.exchanged).to.deep.equal(['code-1']);
      expect(errors).to.deep.equal([]);
    });

    it('abuse case 26: shows that a used code gives no access, and recovers with another', async () => {
      const element = place({ code: 'code-used' });
      await waitUntil(() => errors.length > 0, 'the error is reported');
      expect(errors).to.deep.equal(['unauthenticated']);
      expect(backend.exchanged).to.deep.equal(['code-used']);
      backend.add('code-1');
      element.setAttribute('code', 'code-1');
      await connected(1);
    });

    it('prefers getToken of the host page', async () => {
      backend.add('code-1');
      const element = document.createElement(tag);
      element.getToken = () => null;
      element.setAttribute('code', 'code-1');
      element.setAttribute('endpoint', endpoint);
      element.addEventListener('kv-error', () => errors.push('seen'));
      document.body.append(element);
      await waitUntil(() => errors.length > 0, 'the backend refuses');
      expect(backend.exchanged).to.deep.equal([]);
    });

    it('shows no demo data on a page that has an origin', async () => {
      const element = place({ 'editor-preview': '' });
      let isAsked = false;
      element.addEventListener('kv-token-request', () => (isAsked = true));
      await waitUntil(() => isAsked, 'it asks for a token');
      expect(element.shadowRoot?.querySelector('.demo')).to.equal(null);
      expect(connects).to.equal(0);
    });
  });
}
