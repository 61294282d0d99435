import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { listOf } from './portal.ts';
import {
  openPlainSite,
  review,
  reviewing,
  scriptTag,
  vendor,
  type PlainSite,
  type SiteVisit,
} from './plain-site.ts';

/** Freezes every object of the language that a script can reach, and nothing of the browser. */
function freezeLanguage(): void {
  const seen = new Set<object>();
  const freeze = (value: unknown): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (seen.has(value) || value === globalThis) return;
    seen.add(value);
    const members = Object.values(Object.getOwnPropertyDescriptors(value));
    Object.freeze(value);
    freeze(Object.getPrototypeOf(value));
    for (const { value: member, get, set } of members)
      for (const each of [member, get, set]) freeze(each);
  };
  const iterator = [][Symbol.iterator]();
  const functions = [function* () {}, async function () {}, async function* () {}];
  const language =
    /^(Object|Function|Symbol|BigInt|Number|Math|Date|String|RegExp|Boolean|JSON|Intl|Reflect|Proxy|Promise|Atomics|DataView|Iterator|FinalizationRegistry|(Shared)?ArrayBuffer|(Weak)?(Map|Set|Ref)|\w*Array|(Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error)$/;
  const globals = Object.getOwnPropertyNames(globalThis).filter((name) => language.test(name));
  for (const each of [iterator, ...functions]) freeze(Object.getPrototypeOf(each));
  for (const name of globals) freeze(Reflect.get(globalThis, name));
}

const host = '/host/';
let site: PlainSite;

before(async () => {
  site = await openPlainSite();
  const folder = join(site.packed.path, 'host');
  mkdirSync(folder);
  copyFileSync(createRequire(import.meta.url).resolve('ses'), join(folder, 'ses.js'));
  writeFileSync(join(folder, 'lockdown.js'), 'lockdown();');
  writeFileSync(join(folder, 'freeze.js'), `(${freezeLanguage.toString()})();`);
  site.folders.set(host, folder);
});
after(() => site.close());

/** How a host freezes: the scripts of its page. */
const freezing = { 'Object.freeze': ['freeze.js'], 'lockdown()': ['ses.js', 'lockdown.js'] };

async function open(scripts: readonly string[], module: string, body: string): Promise<SiteVisit> {
  const first = scripts.map((name) => `<script src="${host}${name}"></script>`).join('');
  const visit = await site.open({
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Frozen</title>${first}${scriptTag(vendor + module)}</head><body>${body}</body></html>`,
  });
  const isFrozen = await visit.page.evaluate(() =>
    [Symbol, Error.prototype, Object.prototype, Array.prototype].every(Object.isFrozen),
  );
  assert.ok(isFrozen);
  return visit;
}

/** SES refuses the `import()` of what a debugger evaluates, so the modules are those of the page. */
const dashboard = `
  <kv-review-provider><kv-dashboard></kv-dashboard><kv-session-list></kv-session-list></kv-review-provider>
  <script type="module">
    import { createMemoryApi, samplePhoto } from '${vendor}kv-review.js';
    import { sampleSessions } from '${vendor}testing.js';
    document.querySelector('kv-review-provider').api = createMemoryApi({
      sessions: sampleSessions({ count: 30, seed: 5, now: new Date() }),
      photos: samplePhoto,
      actor: { id: 'u-ada', name: 'Ada Example', role: 'master' },
    });
  </script>`;

const refusals = `
  <output></output>
  <script type="module">
    import { createHttpApi, createReviewApi, ReviewError } from '${vendor}kv-review.js';
    const own = createReviewApi({
      listSessions: () => Promise.reject(new ReviewError('forbidden', 'No.')),
      getSession: () => Promise.reject(new Error('Not translated.')),
    });
    const calls = await Promise.allSettled([
      own.listSessions({}),
      own.getSession('a'),
      createHttpApi({ baseUrl: '/kv' }).getSession('unknown'),
      createHttpApi({ baseUrl: '/kv', maxAnswerSize: 9 }).listSessions({}),
    ]);
    document.querySelector('output').textContent = calls
      .map(({ reason }) => reason.name + ' ' + reason.code)
      .join(', ');
  </script>`;

for (const [way, scripts] of Object.entries(freezing)) {
  for (const module of ['kv-review.js', 'autoloader.js']) {
    test(`${module} on a page that froze the language by ${way} [policy-frozen-globals]`, async () => {
      await review(site, await open(scripts, module, reviewing));
    });
  }

  test(`charts and sample data where the language is frozen by ${way} [policy-frozen-globals]`, async () => {
    const { page, errors } = await open(scripts, 'kv-review.js', dashboard);
    await page.locator('kv-dashboard canvas').first().waitFor();
    await listOf(page).locator('img').first().waitFor();
    assert.deepEqual(errors, []);
  });

  test(`errors keep their names where the language is frozen by ${way} [policy-frozen-globals]`, async () => {
    const { page } = await open(scripts, 'kv-review.js', refusals);
    await page.getByText('ReviewError').waitFor();
    assert.equal(
      await page.locator('output').innerText(),
      'ReviewError forbidden, ReviewError unavailable, ReviewError not-found, ReviewError unavailable',
    );
  });
}
