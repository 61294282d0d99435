import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { chromium, type Browser, type Page } from 'playwright-core';

import { chromiumArguments, ensureChromium } from '../../scripts/browser.ts';
import { root } from '../../scripts/entries.ts';
import { readElements } from '../../scripts/manifest.ts';
import { readTextFiles } from '../../scripts/text-files.ts';
import { listen, toListener, type TestServer } from '../node/http-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-storybook-'));
const pages = new Set<string>();
let server: TestServer;
let browser: Browser;
let page: Page;

before(async () => {
  execFileSync('npm', ['run', 'build-storybook', '--', '-o', folder], { cwd: root });
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
    entries: Record<string, unknown>;
  };
  for (const id of Object.keys(index.entries)) pages.add(id);
  const app = new Hono().use(serveStatic({ root: folder }));
  server = await listen(toListener(async (request) => app.fetch(request)));
  browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: chromiumArguments,
  });
  page = await browser.newPage();
});

after(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The text of a page, once Storybook has rendered it. */
async function read(id: string): Promise<string> {
  assert.ok(pages.has(id), `There is no page ${id}.`);
  await page.goto(`${server.url}/iframe.html?viewMode=docs&id=${id}`);
  const content = page.locator('.sbdocs-content');
  // A story may have a heading of its own, further down.
  await content.getByRole('heading', { level: 1 }).first().waitFor();
  return content.innerText();
}

describe('Storybook, published as a folder', () => {
  for (const element of readElements()) {
    it(`shows everything that <${element.tagName}> has`, async () => {
      const text = await read(`elements-${element.tagName.slice('kv-'.length)}--docs`);
      const names = [
        ...element.members.map(({ name }) => name),
        ...element.events.map(({ name }) => name),
        ...element.slots.map(({ name }) => name),
        ...element.cssParts.map(({ name }) => name),
        ...element.cssProperties.map(({ name }) => name),
      ];
      const missing = names.filter((name) => !text.includes(name));
      assert.deepEqual(missing, []);
    });
  }

  for (const { path } of readTextFiles('docs/embedding/*.md')) {
    it(`has a page of ${path}`, async () => {
      const name = path.replace(/^.*\/|\.md$/g, '');
      const text = await read(`embedding-${name === 'README' ? 'start' : name}--docs`);
      const title = /^# (.*)$/m.exec(readFileSync(join(root, path), 'utf8'))?.[1] ?? '';
      assert.ok(text.includes(title.replaceAll(/[`*_<>]/g, '')) || text.includes(title));
      assert.ok(!text.includes('promise:'));
    });
  }

  it('has recipes that run, each with its code', async () => {
    await page.goto(`${server.url}/iframe.html?viewMode=docs&id=recipes--recipes`);
    const lists = page.locator('.sbdocs-content kv-session-list');
    await lists
      .first()
      .getByText(/^\d+ sessions$/)
      .waitFor();
    const text = await page.locator('.sbdocs-content').innerText();
    for (const { path } of readTextFiles('stories/recipes/*.ts')) {
      assert.ok(
        text.includes(/export const (\w+)/.exec(readFileSync(join(root, path), 'utf8'))![1]!),
      );
    }
  });

  it('asks no other server for anything', async () => {
    const foreign: string[] = [];
    const context = await browser.newContext();
    context.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !/^(?:data|blob):/.test(request.url())) {
        foreign.push(request.url());
      }
    });
    const visitor = await context.newPage();
    await visitor.goto(`${server.url}/?path=/docs/elements-session-list--docs`);
    await visitor.frameLocator('iframe').locator('.sbdocs-content table').first().waitFor();
    await context.close();
    assert.deepEqual(foreign, []);
  });
});
