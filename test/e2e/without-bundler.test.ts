import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { pageEntries } from '../../scripts/entries.ts';
import { openPlainSite, until, vendor, type PlainSite } from './plain-site.ts';
import { listOf, rowsOf } from './portal.ts';

const root = join(import.meta.dirname, '../..');
const script = `${vendor}kv-review.js`;

let site: PlainSite;

before(async () => {
  site = await openPlainSite();
});
afterEach(() => site.changes.clear());
after(() => site.close());

const pageOf = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plain</title>${head}</head><body>${body}</body></html>`;

const sessionsOf = (from: string): string => `import { sampleSessions } from '${from}testing.js';`;

const withoutBackend = (from: string, elements: string): string => `
  <kv-review-provider>${elements}</kv-review-provider>
  <script type="module">
    import { createMemoryApi, samplePhoto } from '${from}kv-review.js';
    ${sessionsOf(from)}
    document.querySelector('kv-review-provider').api = createMemoryApi({
      sessions: sampleSessions({ count: 30, seed: 5, now: new Date() }),
      photos: samplePhoto,
      actor: { id: 'u-ada', name: 'Ada Example', role: 'master' },
    });
  </script>`;

const integrityOf = (path: string): string =>
  (JSON.parse(site.read('integrity.json')) as Record<string, string>)[path] ?? '';

/** The import map of the package, with the addresses that it has on this site. */
const importMap = (): { imports: Record<string, string> } =>
  JSON.parse(site.read('import-map.json').replaceAll('"./', `"${vendor}`)) as {
    imports: Record<string, string>;
  };

/** What the program of docs/embedding/plain-html.md prints for a folder. */
function documentedMap(folder: string): string {
  const page = readFileSync(join(root, 'docs/embedding/plain-html.md'), 'utf8');
  const [, program = ''] = /```js\n([^]*?)\n```/.exec(page) ?? [];
  writeFileSync(
    join(site.packed.path, 'import-map.js'),
    program.replace('https://cdn.jsdelivr.net/npm/kv-review@0.1.0/dist/cdn/', folder),
  );
  return execFileSync(process.execPath, ['import-map.js'], {
    ...{ cwd: site.packed.path, encoding: 'utf8' },
  });
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');

for (const document of ['README.md', 'docs/embedding/plain-html.md']) {
  test(`the commands and the ten lines of ${document} show the list [plain-commands] [plain-ten-lines]`, async () => {
    const text = readFileSync(join(root, document), 'utf8');
    const [, commands = ''] = /```sh\nnpm pack kv-review\n([^]*?)```/.exec(text) ?? [];
    const [, html = ''] = /```html\n(<!doctype html>\n<meta [^]*?)```/.exec(text) ?? [];
    assert.equal(html.trim().split('\n').length, 10);
    const folder = mkdtempSync(join(site.packed.path, 'empty-'));
    const { tarball } = site.packed.kit;
    copyFileSync(tarball, join(folder, basename(tarball)));
    execFileSync('sh', ['-ec', commands], { cwd: folder });
    site.folders.set(vendor, join(folder, vendor));
    try {
      const { page, errors, requests } = await site.open({ html });
      await rowsOf(page).first().waitFor();
      await listOf(page).locator('img').first().waitFor();
      const others = requests.filter((path) => !/^(\/vendor|\/page-|blob:)/.test(path));
      assert.deepEqual([errors, others], [[], []]);
    } finally {
      site.folders.set(vendor, join(site.packed.kit.installed, 'dist/cdn'));
    }
  });
}

test('one script tag and an endpoint show the list [plain-script-tag]', async () => {
  const { page, errors, warnings, requests } = await site.open({
    html: pageOf(
      '<kv-review-provider endpoint="/kv"><kv-session-list></kv-session-list></kv-review-provider>',
      `<script type="module" src="${script}"></script>`,
    ),
  });
  await rowsOf(page).first().waitFor();
  assert.deepEqual([errors, warnings], [[], []]);
  const scripts = requests.filter((path) => path.startsWith(vendor));
  assert.deepEqual(scripts, [script], 'everything that a list needs is in the one file');
});

test('the script exports what a page scripts, and draws sample photos when one is shown [plain-exports]', async () => {
  const { page, errors, requests } = await site.open({
    html: pageOf(withoutBackend(vendor, '<kv-session-list></kv-session-list>')),
  });
  await listOf(page).locator('img').first().waitFor();
  const photo = listOf(page).locator('img').first();
  assert.ok(await photo.evaluate((image: HTMLImageElement) => image.decode().then(() => true)));
  assert.ok(requests.includes(`${vendor}chunks/sample-photo.js`));
  const found = await page.evaluate(async (url) => {
    const kit = (await import(url)) as Record<string, unknown>;
    const { ReviewError, createReviewApi, createHttpApi, registerLanguage } = kit as {
      ReviewError: new (code: string, message: string) => Error;
      createReviewApi: (methods: object) => { listSessions: (query: object) => Promise<unknown> };
      createHttpApi: (options: object) => { listSessions: (query: object) => Promise<object> };
      registerLanguage: unknown;
    };
    const refusal: unknown = await createReviewApi({})
      .listSessions({})
      .catch((error: unknown) => error);
    const list = await createHttpApi({ baseUrl: '/kv' }).listSessions({});
    return {
      refused: refusal instanceof ReviewError,
      listed: 'sessions' in list || 'items' in list,
      languages: typeof registerLanguage,
      names: Object.keys(kit),
    };
  }, script);
  assert.ok(found.refused);
  assert.ok(found.listed);
  assert.equal(found.languages, 'function');
  assert.ok(found.names.includes('KvSessionList') && found.names.includes('loadLanguage'));
  assert.deepEqual(errors, []);
});

test('the script loads charts and the PDF writer from beside it, on demand [plain-on-demand]', async () => {
  const { page, errors, requests } = await site.open({
    html: pageOf(
      withoutBackend(vendor, '<kv-dashboard></kv-dashboard><kv-session-list></kv-session-list>'),
    ),
  });
  await rowsOf(page).first().waitFor();
  await page.locator('kv-dashboard canvas').first().waitFor();
  assert.ok(requests.includes(`${vendor}chunks/charts.js`));
  assert.ok(!requests.includes(`${vendor}export/pdf.js`));
  const sessionId = await page.evaluate(async () => {
    const provider = document.querySelector('kv-review-provider')!;
    const { items } = await provider.api!.listSessions({ statuses: ['rejected'] });
    return items[0]!.id;
  });
  await page.evaluate((id) => {
    const button = document.createElement('kv-download-pdf');
    button.setAttribute('session-id', id);
    document.querySelector('kv-review-provider')!.append(button);
  }, sessionId);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('kv-download-pdf').getByRole('button', { name: 'Download PDF' }).click(),
  ]);
  assert.equal(readFileSync(await file.path()).toString('latin1', 0, 5), '%PDF-');
  assert.ok(requests.includes(`${vendor}export/pdf.js`));
  assert.deepEqual(errors, []);
});

test('the preview of an editor loads demo data from beside the script [plain-on-demand]', async () => {
  const preview = pageOf(
    '<kv-review-provider endpoint="/kv" editor-preview><kv-session-list></kv-session-list></kv-review-provider>',
    `<script type="module" src="${script}"></script>`,
  );
  const { page, errors, requests } = await site.open({
    html: pageOf(
      `<iframe title="Preview" sandbox="allow-scripts" width="1200" height="800" srcdoc="${preview.replaceAll('"', '&quot;')}"></iframe>`,
    ),
  });
  const frame = page.frameLocator('iframe');
  await frame.getByRole('note').getByText('Demo').first().waitFor();
  await frame.locator('kv-session-list img').first().waitFor();
  assert.ok(requests.includes(`${vendor}chunks/demo.js`));
  const sent = requests.filter((path) => path.startsWith('/kv'));
  assert.deepEqual([errors, sent], [[], []]);
});

test('CDNs of npm packages find the script by the fields of package.json [plain-cdn-fields]', () => {
  const { installed } = site.packed.kit;
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    jsdelivr: string;
    unpkg: string;
  };
  for (const path of [manifest.jsdelivr, manifest.unpkg]) {
    assert.equal(readFileSync(join(installed, path), 'utf8'), site.read('kv-review.js'));
  }
});

test('integrity.json has the hash of every file [plain-integrity-files]', () => {
  const folder = join(site.packed.kit.installed, 'dist/cdn');
  const files = globSync('**/*.js', { cwd: folder }).map((path) => path.replaceAll('\\', '/'));
  const hashes = files.map((path) => {
    const digest = createHash('sha384')
      .update(readFileSync(join(folder, path)))
      .digest('base64');
    return [path, `sha384-${digest}`] as const;
  });
  assert.deepEqual(JSON.parse(site.read('integrity.json')), Object.fromEntries(hashes));
  assert.ok(integrityOf('kv-review.js'));
});

test('the browser refuses the script if a byte differs from its integrity [plain-integrity]', async () => {
  const withIntegrity = {
    html: pageOf(
      '<kv-review-provider endpoint="/kv"><kv-session-list></kv-session-list></kv-review-provider>',
      `<script type="module" crossorigin src="${site.cdnUrl}${script}" integrity="${integrityOf('kv-review.js')}"></script>`,
    ),
    headers: {
      'Content-Security-Policy': `default-src 'none'; script-src ${site.cdnUrl}; img-src blob:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types kv-lit`,
    },
  };
  const good = await site.open(withIntegrity);
  await rowsOf(good.page).first().waitFor();
  assert.deepEqual([good.errors, good.violations], [[], []]);

  site.changes.set(script, (content) => `${content} `);
  const bad = await site.open(withIntegrity);
  await until(() => bad.errors.length > 0, 'a refused script');
  assert.match(bad.errors.join(), /integrity/);
  const isDefined = () => customElements.get('kv-session-list') !== undefined;
  assert.equal(await bad.page.evaluate(isDefined), false);
});

const georgian = /გადამოწმება|სესი|ვერიფიკაცი/;

for (const [way, load] of [
  ['from a file', () => `<script type="module" src="${script}"></script>`],
  ['inline', () => `<script type="module">${site.read('kv-review.js')}</script>`],
] as const) {
  test(`a page without a charset shows Georgian with the script ${way} [plain-without-charset]`, async () => {
    const { page, errors } = await site.open({
      html: `<!doctype html><title>Plain</title>
        <kv-review-provider endpoint="/kv" locale="ka"><kv-session-list></kv-session-list></kv-review-provider>
        ${load()}`,
      headers: { 'Content-Type': 'text/html' },
    });
    await rowsOf(page).first().waitFor();
    assert.equal(await page.evaluate(() => document.characterSet), 'windows-1252');
    await listOf(page).getByText(georgian).first().waitFor();
    // A search folds letters with a table of non-ASCII characters.
    await listOf(page).getByRole('searchbox').fill('łukasz');
    assert.deepEqual(errors, []);
  });
}

test('an import map makes every entry for pages importable [plain-import-map]', async () => {
  const map = JSON.stringify(importMap());
  const { page, errors, violations } = await site.open({
    html: pageOf(
      '<kv-review-provider></kv-review-provider>',
      `<script type="importmap">${map}</script>`,
    ),
    headers: {
      'Content-Security-Policy': `default-src 'none'; script-src 'self' 'sha256-${hashOf(map)}'; img-src blob:; require-trusted-types-for 'script'; trusted-types kv-lit`,
    },
  });
  const specifiers = pageEntries().map(({ specifier }) => specifier);
  assert.deepEqual(Object.keys(importMap().imports), specifiers);
  const failed = await page.evaluate(async (names) => {
    const results = await Promise.allSettled(names.map((name) => import(name)));
    return results.flatMap((result, index) =>
      result.status === 'rejected' ? [`${names[index]}: ${result.reason}`] : [],
    );
  }, specifiers);
  assert.deepEqual(failed, []);

  const made = await page.evaluate(async () => {
    const { createMemoryApi } = await import('kv-review/api/memory');
    const { sampleSessions, samplePhoto } = await import('kv-review/testing');
    const { createCsvWriter } = await import('kv-review/export/csv');
    const { exportPdf } = await import('kv-review/export/pdf');
    const sessions = sampleSessions({ count: 30, seed: 5, now: new Date() });
    const provider = document.querySelector('kv-review-provider')!;
    provider.api = createMemoryApi({
      ...{ sessions, photos: samplePhoto, csvWriter: createCsvWriter },
      actor: { id: 'u-ada', name: 'Ada Example', role: 'master' },
    });
    provider.append(
      document.createElement('kv-dashboard'),
      document.createElement('kv-export-csv'),
    );
    const writer = createCsvWriter();
    const pdf = await exportPdf(sessions[0]!, { locale: 'ka', now: new Date() });
    return {
      csv: writer.head + writer.write(sessions),
      pdf: String.fromCharCode(...pdf.slice(0, 5)),
    };
  });
  assert.equal(made.csv.trim().split('\r\n').length, 31);
  assert.equal(made.pdf, '%PDF-');
  await page.locator('kv-dashboard canvas').first().waitFor();
  assert.deepEqual([errors, violations], [[], []]);
});

test('an import map with hashes refuses a module if a byte differs [plain-import-map-integrity]', async () => {
  const map = documentedMap(site.url + vendor);
  const page = {
    html: pageOf(
      '<kv-review-provider endpoint="/kv"><kv-session-list></kv-session-list></kv-review-provider>',
      `<script type="importmap">${map}</script>
       <script type="module">
         import 'kv-review/define/review-provider';
         import 'kv-review/define/session-list';
       </script>`,
    ),
  };
  const good = await site.open(page);
  await rowsOf(good.page).first().waitFor();
  assert.deepEqual(good.errors, []);
  const chunk = good.requests.find((path) => path.startsWith(`${vendor}chunks/`)) ?? '';
  site.changes.set(chunk, (content) => `${content} `);
  const bad = await site.open(page);
  await until(() => bad.errors.length > 0, 'a refused module');
  assert.match(bad.errors.join(), /integrity/);
  assert.equal(await rowsOf(bad.page).count(), 0);
});

test('the autoloader defines elements now, later and in a shadow root [plain-autoloader]', async () => {
  const { page, errors, requests } = await site.open({
    html: pageOf(
      '<kv-review-provider endpoint="/kv"><kv-session-list></kv-session-list></kv-review-provider>',
      `<script type="module" src="${vendor}autoloader.js"></script>`,
    ),
  });
  await rowsOf(page).first().waitFor();
  const module = (name: string) => `${vendor}define/${name}.js`;
  assert.ok(!requests.includes(module('awaiting-badge')));
  await page.evaluate(() => {
    document
      .querySelector('kv-review-provider')!
      .append(document.createElement('kv-awaiting-badge'));
  });
  await page.getByText(/awaits? action/).waitFor();
  assert.ok(requests.includes(module('awaiting-badge')));
  assert.ok(!requests.includes(module('export-csv')));
  await page.evaluate(async (url) => {
    const { autoload } = (await import(url)) as { autoload: (root: ShadowRoot) => void };
    const host = document.createElement('section');
    const root = host.attachShadow({ mode: 'open' });
    autoload(root);
    document.querySelector('kv-review-provider')!.append(host);
    root.append(document.createElement('kv-export-csv'));
  }, `${vendor}autoloader.js`);
  await page.locator('section').getByRole('button', { name: 'Export CSV' }).waitFor();
  assert.ok(requests.includes(module('export-csv')));
  assert.deepEqual(errors, []);
});
