import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { build } from 'esbuild';
import type { Locator, Page } from 'playwright-core';

import { root } from '../../scripts/entries.ts';
import { type Fetch, type Visit, visitPortal } from './portal.ts';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
};
const older = '0.0.9';
const folder = mkdtempSync(join(tmpdir(), 'kv-review-rename-'));
const copy = join(folder, 'node_modules/acme-review');

function rename(...args: readonly string[]) {
  const command = join(root, 'dist/command/kv-review.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'rename', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** A page with a list and details of each version, each pair in a provider of its own version. */
const page = (script: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Two versions</title>
    <script type="module" src="${script}"></script>
  </head>
  <body>
    <h1>Two versions</h1>
    ${['kv', 'acme']
      .map(
        (prefix) => `<${prefix}-review-provider id="${prefix}">
      <${prefix}-session-list view="awaiting"></${prefix}-session-list>
      <${prefix}-session-details></${prefix}-session-details>
    </${prefix}-review-provider>`,
      )
      .join('')}
    <kv-review-provider id="mixed"><acme-session-list></acme-session-list></kv-review-provider>
  </body>
</html>`;

/** What the host writes for both pages. Records every tag that is registered. */
const host = `
window.tags = [];
const { define } = CustomElementRegistry.prototype;
CustomElementRegistry.prototype.define = function (tag, ...rest) {
  window.tags.push(tag);
  return define.call(this, tag, ...rest);
};
window.connect = () => {
  for (const provider of document.querySelectorAll('#kv, #acme, #mixed')) {
    provider.getToken = async () => {
      const response = await fetch('/portal/sign-in', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{ "userId": "u-nino" }',
      });
      return (await response.json()).token;
    };
    provider.endpoint = '/kv';
    const [list, details] = provider.children;
    if (details) list.addEventListener('kv-session-open', (event) => {
      details.sessionId = event.detail.sessionId;
    });
  }
};`;

/** The modules as a bundler sees them: two packages with one lit. */
async function bundled(): Promise<string> {
  const modules = ['kv-review', 'acme-review']
    .flatMap((name) =>
      ['review-provider', 'session-list', 'session-details'].map(
        (element) => `import '${name}/define/${element}';`,
      ),
    )
    .join('\n');
  const { outputFiles } = await build({
    stdin: { contents: `import './host.js';\n${modules}\nwindow.connect();`, resolveDir: folder },
    plugins: [
      {
        name: 'host',
        setup(builder) {
          builder.onResolve({ filter: /^\.\/host\.js$/ }, () => ({
            path: 'host',
            namespace: 'host',
          }));
          builder.onLoad({ filter: /./, namespace: 'host' }, () => ({ contents: host }));
        },
      },
    ],
    nodePaths: [join(root, 'node_modules')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser'],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

const html = (body: string) => new Response(body, { headers: { 'content-type': 'text/html' } });
const script = (body: string) =>
  new Response(body, { headers: { 'content-type': 'text/javascript' } });

/** The portal's policy, with the name of the copy's own Trusted Types policy. */
const withPages =
  (bundle: string) =>
  (portal: Fetch): Fetch =>
  async (request) => {
    const { pathname } = new URL(request.url);
    const answers: Record<string, () => Response> = {
      '/files.html': () => html(page('/files.js')),
      '/files.js': () =>
        script(
          "import './host.js';\nimport './kit/kv-review.js';\nimport './acme/kv-review.js';\nconnect();",
        ),
      '/host.js': () => script(host),
      '/modules.html': () => html(page('/modules.js')),
      '/modules.js': () => script(bundle),
    };
    const file = join(copy, 'dist/cdn', pathname.slice('/acme'.length));
    const policy = (await portal(new Request(new URL('/', request.url)))).headers.get(
      'content-security-policy',
    );
    const answer =
      answers[pathname]?.() ??
      (pathname.startsWith('/acme/') && existsSync(file)
        ? script(readFileSync(file, 'utf8'))
        : await portal(request));
    const headers = new Headers(answer.headers);
    headers.set('content-security-policy', policy!.replace('kv-lit', 'kv-lit acme-lit'));
    return new Response(answer.body, { status: answer.status, headers });
  };

let visit: Visit;

before(async () => {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/kv-review'), 'junction');
  const { status, stderr } = rename('--prefix', 'acme', '--out', copy);
  assert.equal(status, 0, stderr);
  // What an older version would be.
  for (const file of ['dist/version.js', 'dist/cdn/kv-review.js']) {
    const text = readFileSync(join(copy, file), 'utf8');
    assert.ok(text.includes(version), file);
    writeFileSync(join(copy, file), text.replaceAll(version, older));
  }
  visit = await visitPortal({ count: 60 }, withPages(await bundled()));
});

after(async () => {
  await visit.close();
  rmSync(folder, { recursive: true, force: true });
});

const part = (page: Page, prefix: string, element: string): Locator =>
  page.locator(`#${prefix} > ${prefix}-${element}`);

/** Opens one session of the list, and verifies it. */
async function decide(page: Page, prefix: string, row: number): Promise<void> {
  const list = part(page, prefix, 'session-list');
  await list
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell'), hasNot: page.getByText('Loading') })
    .nth(row)
    .getByRole('gridcell')
    .nth(1)
    .click();
  const details = part(page, prefix, 'session-details');
  await details.getByText('Client Information').waitFor();
  await details.getByRole('button', { name: 'Verify', exact: true }).click();
  const dialog = details.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Looks right.');
  for (const tick of await dialog.getByRole('checkbox').all()) await tick.check();
  await dialog.getByRole('button', { name: 'Verify', exact: true }).click();
  await details.getByText('Verified').first().waitFor();
}

describe('two versions on one page', () => {
  for (const [way, route] of [
    ['as single files', '/files.html'],
    ['through a bundler', '/modules.html'],
  ] as const) {
    it(`review side by side, ${way} [two-versions] [rename-policy]`, async () => {
      const page = await visit.open();
      await page.goto(visit.url + route);
      await decide(page, 'kv', 0);
      await decide(page, 'acme', 4);
      const versions = await page.evaluate(() =>
        ['kv', 'acme'].map((prefix) => {
          const list = customElements.get(`${prefix}-session-list`);
          return list && 'version' in list && list.version;
        }),
      );
      assert.deepEqual(versions, [version, older]);
      visit.assertQuiet();
      await page.context().close();
    });
  }

  it('share no tag and no provider [versions-apart]', async () => {
    const page = await visit.open();
    await page.goto(`${visit.url}/files.html`);
    await part(page, 'acme', 'session-list').getByRole('gridcell').first().waitFor();
    const tags = await page.evaluate(() => (globalThis as unknown as { tags: string[] }).tags);
    const of = (prefix: string) =>
      tags
        .filter((tag) => tag.startsWith(prefix))
        .map((tag) => tag.slice(prefix.length))
        .sort();
    assert.deepEqual(of('acme-'), of('kv-'));
    assert.equal(of('acme-').length * 2, tags.length);
    assert.ok(of('acme-').includes('session-list') && of('acme-').includes('photo-stage'));
    const list = page.locator('#mixed > acme-session-list');
    await list.getByText('Place this element inside <acme-review-provider>').waitFor();
    await page.context().close();
  });
});

describe('kv-review rename', () => {
  const read = (file: string) => readFileSync(join(copy, file), 'utf8');

  it('writes a package whose types and manifest have the new tags [rename-types]', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, unknown>;
    assert.equal(manifest.name, 'acme-review');
    assert.equal(manifest.private, true);
    assert.equal(manifest.bin, undefined);
    assert.ok(manifest.exports);
    const types = read('dist/components/session-list/session-list.d.ts');
    assert.match(types, /'acme-session-list': KvSessionList/);
    assert.match(read('dist/custom-elements.json'), /"tagName": "acme-session-list"/);
  });

  it('writes the names and the hashes of the copy’s own modules [rename-indexes]', () => {
    const { imports } = JSON.parse(read('dist/cdn/import-map.json')) as {
      imports: Record<string, string>;
    };
    assert.equal(imports['acme-review/define/session-list'], './define/session-list.js');
    const hashes = JSON.parse(read('dist/cdn/integrity.json')) as Record<string, string>;
    const module = readFileSync(join(copy, 'dist/cdn/define/session-list.js'));
    const digest = createHash('sha384').update(module).digest('base64');
    assert.equal(hashes['define/session-list.js'], `sha384-${digest}`);
  });

  it('keeps events and CSS custom properties [rename-keeps-events]', () => {
    const list = read('dist/cdn/kv-review.js');
    assert.match(list, /kv-session-open/);
    assert.match(list, /--kv-session-list-row-height/);
    assert.doesNotMatch(list, /acme-session-open|--acme-/);
  });

  it('writes a copy again, and no other folder over [rename-refuses-other-files]', () => {
    assert.equal(rename('--prefix', 'acme', '--out', 'twice').status, 0);
    assert.equal(rename('--prefix', 'acme', '--out', 'twice').status, 0);
    mkdirSync(join(folder, 'mine'));
    writeFileSync(join(folder, 'mine/notes.txt'), 'mine');
    const { status, stderr } = rename('--prefix', 'acme', '--out', 'mine');
    assert.equal(status, 2);
    assert.match(stderr, /contains files that are not a copy named acme-review/);
    assert.equal(readFileSync(join(folder, 'mine/notes.txt'), 'utf8'), 'mine');
  });

  it('refuses a prefix that makes no tag, and explains itself', () => {
    for (const prefix of ['kv', 'Acme', '1st', 'a_b', '', '-a']) {
      const { status, stderr } = rename(`--prefix=${prefix}`, '--out', 'refused');
      assert.equal(status, 2, prefix);
      assert.match(stderr, /The prefix/);
      assert.equal(existsSync(join(folder, 'refused')), false);
    }
    const { status, stderr } = rename('--unknown');
    assert.equal(status, 2);
    assert.match(stderr, /--unknown/);
    assert.match(rename('--help').stdout, /rename --prefix/);
  });
});
