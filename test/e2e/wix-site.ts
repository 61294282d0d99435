/**
 * An imitation of a WIX site, as strict as we could make it: the page's own code runs in a worker, and reaches the
 * element by attributes and events alone; the names of attributes are lower-cased; the globals are frozen; the
 * policy is strict. The editor's preview is a frame of opaque origin. It is not WIX.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = (file: string): string => readFileSync(join(root, 'examples/wix', file), 'utf8');

/** A member of the site. */
export interface Member {
  readonly id: string;
  readonly nickname: string;
  readonly roles: readonly string[];
}

export interface WixSiteOptions {
  /** The tag of the custom element, and its attributes as set in the editor. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly backendUrl: string;
  /** The origin of the published site. */
  readonly origin: string;
  readonly apiKey: string;
  readonly member: () => Member | undefined;
  /** Receives the name of each backend function that the page's code calls. */
  readonly onFunction: (name: string) => void;
}

/** What Velo gives to a backend module. */
function veloModules({ apiKey, member }: WixSiteOptions) {
  return {
    'wix-fetch': { fetch },
    'wix-members-backend': {
      currentMember: {
        getMember: () => {
          const found = member();
          return Promise.resolve(found && { _id: found.id, profile: { nickname: found.nickname } });
        },
        getRoles: () => Promise.resolve((member()?.roles ?? []).map((title) => ({ title }))),
      },
    },
    'wix-secrets-backend': {
      getSecret: (name: string) =>
        name === 'kv-review-api-key' ? Promise.resolve(apiKey) : Promise.reject(new Error(name)),
    },
    'wix-web-module': {
      Permissions: { SiteMember: 'SiteMember' },
      webMethod: (_permission: string, run: unknown) => run,
    },
  };
}

type WebMethod = () => Promise<unknown>;

/** Loads the backend module of the example, with the modules of Velo in place of its imports. */
async function loadBackendModule(options: WixSiteOptions): Promise<WebMethod> {
  const key = Symbol.for('kv-review.test.velo');
  Object.assign(globalThis, { [key]: veloModules(options) });
  const code = example('backend/review.web.js')
    .replaceAll(
      /import (\{[^}]+\}) from ('wix-[\w-]+');/g,
      "const $1 = globalThis[Symbol.for('kv-review.test.velo')][$2];",
    )
    .replace('https://kyc.example', options.backendUrl)
    .replace('https://www.example.com', options.origin);
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    getReviewCode: WebMethod;
  };
  return module.getReviewCode;
}

/** Freezes what a script can reach of the language, as hosts do that run code of others. */
const freeze = `
const seen = new Set();
const freeze = (value) => {
  if (Object(value) !== value || value === globalThis || seen.has(value)) return;
  seen.add(value);
  const members = Object.values(Object.getOwnPropertyDescriptors(value));
  Object.freeze(value);
  freeze(Object.getPrototypeOf(value));
  for (const { value, get, set } of members) for (const member of [value, get, set]) freeze(member);
};
for (const name of ['Object', 'Function', 'Symbol', 'BigInt', 'Number', 'Math', 'Date', 'String', 'RegExp', 'Boolean',
  'JSON', 'Intl', 'Reflect', 'Proxy', 'Promise', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'DataView',
  'ArrayBuffer', 'Array', 'Uint8Array', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'AggregateError']) {
  freeze(globalThis[name]);
}`;

/** Creates the element, and gives the page's code nothing of it but attributes, events and whether it is shown. */
const bridge = ({ tag, attributes }: WixSiteOptions, hasCode: boolean): string => `
const element = document.createElement('${tag}');
for (const [name, value] of Object.entries(${JSON.stringify(attributes)})) {
  element.setAttribute(name.toLowerCase(), value);
}
element.id = 'console';
document.querySelector('main').append(element);
if (${String(hasCode)}) {
  const policy = trustedTypes.createPolicy('wix', { createScriptURL: (url) => url });
  const worker = new Worker(policy.createScriptURL('/velo.js'), { type: 'module' });
  worker.onmessage = ({ data: { id, set, on, hidden } }) => {
    const target = document.getElementById(id);
    if (set) target.setAttribute(set[0].toLowerCase(), String(set[1]));
    if (on) target.addEventListener(on, ({ type, detail }) => worker.postMessage({ id, type, detail }));
    if (hidden !== undefined) target.hidden = hidden;
  };
}`;

/** \`$w\` of the worker in which the page's code runs. */
const velo = `
const listeners = new Map();
globalThis.onmessage = ({ data: { id, type, detail } }) => listeners.get(id + type)?.({ type, detail });
const elementOf = (id) => ({
  setAttribute: (name, value) => postMessage({ id, set: [name, value] }),
  on: (type, listener) => { listeners.set(id + type, listener); postMessage({ id, on: type }); },
  hide: () => postMessage({ id, hidden: true }),
  show: () => postMessage({ id, hidden: false }),
});
globalThis.$w = Object.assign((name) => elementOf(name.slice(1)), { onReady: (run) => run() });
await import('/page.js');`;

const webMethods = `
export const getReviewCode = async () => {
  const response = await fetch('/_functions/getReviewCode', { method: 'POST' });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
};`;

const pageOf = (body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A site</title>
<script src="/freeze.js"></script></head><body>${body}</body></html>`;

export async function createWixSite(options: WixSiteOptions) {
  const getReviewCode = await loadBackendModule(options);
  const app = new Hono();
  const { origin, backendUrl } = options;
  const policy = [
    "default-src 'none'",
    `script-src ${origin}`,
    `worker-src ${origin}`,
    `frame-src ${origin}`,
    "style-src 'none'",
    'img-src blob:',
    `connect-src ${origin} ${backendUrl}`,
    "require-trusted-types-for 'script'",
    'trusted-types kv-lit wix',
  ].join('; ');
  const script = (text: string) =>
    new Response(text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });

  app.use(async (context, next) => {
    await next();
    context.header('Content-Security-Policy', policy);
    // The editor's preview has no origin that could be named.
    context.header('Access-Control-Allow-Origin', '*');
  });
  const element =
    '<main><p id="noAccess" hidden>You may not review.</p></main><script type="module" src="/kit/cdn/kv-review.js"></script>';
  app.get('/', (context) =>
    context.html(pageOf(`${element}<script type="module" src="/bridge.js"></script>`)),
  );
  app.get('/preview', (context) =>
    context.html(pageOf(`${element}<script type="module" src="/preview-bridge.js"></script>`)),
  );
  app.get('/editor', (context) =>
    context.html(
      pageOf('<iframe sandbox="allow-scripts" src="/preview" width="1200" height="900"></iframe>'),
    ),
  );
  // A frame without a URL has the origin of its page, although its location.origin is null.
  app.get('/framed', (context) => {
    const inner = `${element}<script type="module" src="/preview-bridge.js"></script>`;
    return context.html(pageOf(`<iframe srcdoc='${inner}'></iframe>`));
  });
  app.get('/freeze.js', () => script(freeze));
  app.get('/bridge.js', () => script(bridge(options, true)));
  app.get('/preview-bridge.js', () => script(bridge(options, false)));
  app.get('/velo.js', () => script(velo));
  app.get('/page.js', () =>
    script(example('page.js').replace("'backend/review.web'", "'/review.web.js'")),
  );
  app.get('/review.web.js', () => script(webMethods));
  app.post('/_functions/getReviewCode', async (context) => {
    options.onFunction('getReviewCode');
    return context.json(await getReviewCode());
  });
  app.use(
    '/kit/*',
    serveStatic({ root: join(root, 'dist'), rewriteRequestPath: (path) => path.slice(4) }),
  );
  return app.fetch;
}
