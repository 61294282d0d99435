import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { build as bundle } from 'esbuild';
import type { Page } from 'playwright-core';
import { build as buildWithVite } from 'vite';
import webpack from 'webpack';

import {
  openPlainSite,
  review,
  reviewing,
  scriptTag,
  until,
  vendor,
  type PlainSite,
} from './plain-site.ts';
import { rowsOf } from './portal.ts';

const root = join(import.meta.dirname, '../..');
const script = `${vendor}kv-review.js`;

/** The policies of docs/embedding/policies.md by their names. */
const policies = new Map(
  [
    ...readFileSync(join(root, 'docs/embedding/policies.md'), 'utf8').matchAll(
      /<!-- policy: ([\w-]+) -->\n+```http\nContent-Security-Policy: (.+)\n```/g,
    ),
  ].map(([, name = '', line = '']) => [name, line]),
);

function policyOf(name: string): string {
  const policy = policies.get(name);
  assert.ok(policy !== undefined, `policies.md has no policy ${name}`);
  return policy;
}

const withTrustedTypes = (names: string): string =>
  policyOf('own-server').replace(/trusted-types [^;]+$/, `trusted-types ${names}`);

const headers = (policy: string) => ({ 'Content-Security-Policy': policy });

const pageOf = (head: string, body = reviewing): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Policies</title>${head}</head><body>${body}</body></html>`;

const versionOf = (page: Page, tag: string): Promise<unknown> =>
  page.evaluate((name): unknown => Reflect.get(customElements.get(name) ?? {}, 'version'), tag);

/** A copy of the script with another version, on the same site. */
function serveOtherVersion(change = (content: string) => content): string {
  const other = '/vendor/other/';
  site.folders.set(other, join(site.packed.kit.installed, 'dist/cdn'));
  const { version } = JSON.parse(
    readFileSync(join(site.packed.kit.installed, 'package.json'), 'utf8'),
  ) as { version: string };
  site.changes.set(`${other}kv-review.js`, (content) =>
    change(content.replaceAll(`"${version}"`, '"99.0.0"')),
  );
  return `${other}kv-review.js`;
}

const bundledPage = `import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';
import 'kv-review/define/session-details';
`;

/** Writes a project into the folder of the packed package, and returns its folder. */
function writeProject(name: string): string {
  const folder = join(site.packed.path, name);
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'src/main.js'), bundledPage);
  writeFileSync(
    join(folder, 'index.html'),
    pageOf('<script type="module" src="/src/main.js"></script>'),
  );
  return folder;
}

/** Builds the project with Vite, and returns the page. */
async function viteProject(): Promise<string> {
  const folder = writeProject('vite');
  await buildWithVite({
    root: folder,
    base: '/vite/',
    logLevel: 'silent',
    configFile: false,
    build: { outDir: 'built', target: 'es2022' },
  });
  site.folders.set('/vite/', join(folder, 'built'));
  return readFileSync(join(folder, 'built/index.html'), 'utf8');
}

/** Builds the project with webpack, and returns the page. */
async function webpackProject(name: string, output: object): Promise<string> {
  const folder = writeProject(name);
  await new Promise<void>((resolve, reject) => {
    webpack(
      {
        context: folder,
        entry: './src/main.js',
        mode: 'production',
        // It takes half a minute, and changes nothing about policies.
        optimization: { minimize: false },
        // The dependencies of the package are links.
        resolve: { symlinks: false },
        output: { path: join(folder, 'built'), publicPath: `/${name}/`, ...output },
      },
      (error, stats) => {
        if (error) reject(error);
        else if (stats?.hasErrors()) reject(new Error(stats.toString()));
        else resolve();
      },
    );
  });
  site.folders.set(`/${name}/`, join(folder, 'built'));
  return pageOf(`<script defer src="/${name}/main.js"></script>`);
}

let site: PlainSite;

before(async () => {
  site = await openPlainSite();
});
afterEach(() => site.changes.clear());
after(() => site.close());

test('the script from the own server [policy-one-script] [policy-no-styles] [policy-own-modules] [policy-photos]', async () => {
  const policy = policyOf('own-server');
  assert.doesNotMatch(policy, /style-src/);
  const visit = await site.open({ html: pageOf(scriptTag(script)), headers: headers(policy) });
  await review(site, visit);
  const elsewhere = visit.requests.filter((path) => !/^(\/vendor|\/kv|\/page-|blob:)/.test(path));
  assert.deepEqual(elsewhere, []);
});

test('without img-src, photos are blocked and nothing else [policy-photos]', async () => {
  const { page, violations } = await site.open({
    html: pageOf(scriptTag(script)),
    headers: headers(policyOf('own-server').replace('img-src blob:; ', '')),
  });
  await rowsOf(page).first().waitFor();
  await until(() => violations.length > 0, 'a blocked photo');
  assert.deepEqual([...new Set(violations)], ['img-src: blob']);
});

test('modules and the autoloader from the own server [policy-one-script]', async () => {
  await review(
    site,
    await site.open({
      html: pageOf(scriptTag(`${vendor}autoloader.js`)),
      headers: headers(policyOf('own-server')),
    }),
  );
});

test('the script from a content delivery network [policy-from-a-network]', async () => {
  const folder = /https:\/\/cdn\.jsdelivr\.net(\S+\/)/.exec(policyOf('network'))?.[1] ?? '';
  site.folders.set(folder, join(site.packed.kit.installed, 'dist/cdn'));
  const policy = policyOf('network').replace('https://cdn.jsdelivr.net', site.cdnUrl);
  await review(
    site,
    await site.open({
      html: pageOf(scriptTag(`${site.cdnUrl}${folder}kv-review.js`)),
      headers: headers(policy),
    }),
  );
});

test('an import map and a script in the page, by their hashes [policy-inline-scripts]', async () => {
  const map = site.read('import-map.json').replaceAll('"./', `"${vendor}`);
  const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const page = {
    html: pageOf(
      `<script type="importmap">${map}</script><script type="module">${bundledPage}</script>`,
    ),
  };
  const hashes = [map, bundledPage].map((text) => `'${hash(text)}'`).join(' ');
  const policy = policyOf('inline');
  await review(
    site,
    await site.open({ ...page, headers: headers(policy.replace("'sha256-…'", hashes)) }),
  );
  const { errors } = await site.open({ ...page, headers: headers(policyOf('own-server')) });
  assert.ok(
    errors.some((text) => text.includes(hash(map))),
    'the console shows the hash',
  );
});

test('a build of Vite [policy-vite]', async () => {
  await review(
    site,
    await site.open({ html: await viteProject(), headers: headers(policyOf('vite')) }),
  );
});

test('a build of webpack [policy-webpack]', async () => {
  const html = await webpackProject('webpack', { trustedTypes: { policyName: 'webpack' } });
  await review(site, await site.open({ html, headers: headers(policyOf('webpack')) }));
});

test('a build of webpack without output.trustedTypes is blocked [policy-webpack-option]', async () => {
  const html = await webpackProject('webpack-without', {});
  const { page, violations } = await site.open({ html, headers: headers(policyOf('webpack')) });
  await until(() => violations.length > 0, 'a blocked part');
  assert.match(
    violations.join('\n'),
    /^require-trusted-types-for: trusted-types-sink HTMLScriptElement/,
  );
  assert.equal(await rowsOf(page).count(), 0);
});

test('the script twice, under one name [policy-two-copies]', async () => {
  const visit = await site.open({
    html: pageOf(scriptTag(script) + scriptTag(`${script}?again`)),
    headers: headers(withTrustedTypes('kv-lit')),
  });
  await review(site, visit);
  assert.deepEqual(visit.warnings, []);
});

test('two versions, of which the first is used [policy-two-versions]', async () => {
  const visit = await site.open({
    html: pageOf(scriptTag(script) + scriptTag(serveOtherVersion())),
    headers: headers(withTrustedTypes('kv-lit')),
  });
  await review(site, visit);
  assert.notEqual(await versionOf(visit.page, 'kv-session-list'), '99.0.0');
  assert.ok(visit.warnings.length > 0);
  for (const warning of visit.warnings) assert.match(warning, /registered, not 99\.0\.0/);
});

test('two versions, with an element that only the later one has [policy-new-elements]', async () => {
  const later = serveOtherVersion((content) =>
    content.replaceAll('kv-awaiting-badge', 'kv-awaiting-count'),
  );
  const html = pageOf(
    scriptTag(script) + scriptTag(later),
    '<kv-review-provider endpoint="/kv"><kv-session-list></kv-session-list><kv-awaiting-count></kv-awaiting-count></kv-review-provider>',
  );
  const open = (names: string) => site.open({ html, headers: headers(withTrustedTypes(names)) });
  const visit = await open("kv-lit 'allow-duplicates'");
  await visit.page.getByText(/awaits? action/).waitFor();
  await rowsOf(visit.page).first().waitFor();
  assert.equal(await versionOf(visit.page, 'kv-awaiting-count'), '99.0.0');
  assert.deepEqual([visit.errors, visit.violations], [[], []]);

  const refused = await open('kv-lit');
  await rowsOf(refused.page).first().waitFor();
  await until(() => refused.violations.length > 0, 'a refused policy');
  assert.match(refused.violations.join('\n'), /trusted-types/);
});

test('a host with a lit of its own, and the script [policy-host-lit]', async () => {
  const folder = join(site.packed.path, 'host');
  await bundle({
    stdin: {
      contents: `import { html, LitElement } from 'lit';
        customElements.define('host-greeting', class extends LitElement {
          render() { return html\`<p>Hello from the host</p>\`; }
        });`,
      resolveDir: site.packed.path,
    },
    bundle: true,
    format: 'esm',
    outfile: join(folder, 'host.js'),
  });
  site.folders.set('/host/', folder);
  const visit = await site.open({
    html: pageOf(
      scriptTag('/host/host.js') + scriptTag(script),
      `<host-greeting></host-greeting>${reviewing}`,
    ),
    headers: headers(withTrustedTypes('lit-html kv-lit')),
  });
  await visit.page.getByText('Hello from the host').waitFor();
  await review(site, visit);
});

test('the package in a bundle, and the script [policy-bundle-and-script]', async () => {
  const visit = await site.open({
    html: (await viteProject()).replace('</head>', `${scriptTag(script)}</head>`),
    headers: headers(withTrustedTypes('lit-html kv-lit')),
  });
  await review(site, visit);
  assert.deepEqual(visit.warnings, []);
});
