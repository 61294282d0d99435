import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { chromium, type Browser, type Page } from 'playwright-core';

import { createHandler } from 'kv-review/api/handler';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import { renderPhoto } from '../../demo/server/photos.ts';
import { chromiumArguments, ensureChromium } from '../../scripts/browser.ts';
import { installPacked, type CleanFolder } from '../../scripts/packed.ts';
import { listen, toListener, type TestServer } from '../node/http-server.ts';
import { detailsOf, rowsOf } from './portal.ts';

/** Where a company would copy the folder. */
export const vendor = '/vendor/kv-review/';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.html': 'text/html; charset=utf-8',
};

/** A page of the site: its HTML, and the headers that it is sent with. */
export interface SitePage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An open page, with what it complained about. */
export interface SiteVisit {
  readonly page: Page;
  /** Violations of the policy, as `directive: what was blocked`. */
  readonly violations: readonly string[];
  /** Uncaught errors, and errors in the console. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** What was requested: paths of the site, and whole addresses of other origins. */
  readonly requests: readonly string[];
}

/** Waits for what the page reports. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}.`);
    await setTimeout(20);
  }
}

/** A static server without a bundler in front of the packed package, and a browser. */
export interface PlainSite {
  readonly url: string;
  /** The same files on another origin, as a content delivery network serves them. */
  readonly cdnUrl: string;
  readonly packed: CleanFolder;
  /** What the backend at `/kv` has. */
  readonly sessions: readonly Session[];
  readonly browser: Browser;
  /** Folders that the site serves besides the package: the prefix of the path, and the folder. */
  readonly folders: Map<string, string>;
  /** Changes what is served at a path. */
  readonly changes: Map<string, (content: string) => string>;
  /** A file of `dist/cdn` in the package. */
  read(path: string): string;
  /** Opens a page of the site in a profile of its own. */
  open(page: SitePage): Promise<SiteVisit>;
  close(): Promise<void>;
}

export async function openPlainSite(): Promise<PlainSite> {
  const packed = installPacked();
  const folders = new Map([[vendor, join(packed.kit.installed, 'dist/cdn')]]);
  const changes: PlainSite['changes'] = new Map();
  const pages = new Map<string, SitePage>();
  const sessions = sampleSessions({ count: 40, seed: 5, now: new Date() });
  const api = createMemoryApi({ sessions, photos: renderPhoto });
  const backend = toListener(createHandler(api, { basePath: '/kv' }));

  function serveFile(pathname: string, response: ServerResponse): void {
    const [prefix, folder] = [...folders].find(([each]) => pathname.startsWith(each)) ?? [];
    if (prefix === undefined || folder === undefined) {
      response.writeHead(404).end();
      return;
    }
    try {
      const content = readFileSync(join(folder, normalize(pathname.slice(prefix.length))));
      const change = changes.get(pathname);
      response.writeHead(200, {
        // Without a charset, as many servers send scripts.
        'Content-Type': types[extname(pathname)] ?? 'application/octet-stream',
        'Access-Control-Allow-Origin': '*',
      });
      response.end(change ? change(content.toString('utf8')) : content);
    } catch {
      response.writeHead(404).end();
    }
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const page = pages.get(pathname);
    if (page) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers });
      response.end(page.html);
    } else if (pathname.startsWith('/kv/')) backend(request, response);
    else if (pathname === '/favicon.ico') response.writeHead(204).end();
    else serveFile(pathname, response);
  }

  const servers: TestServer[] = [];
  const [{ url }, { url: cdnUrl }] = await Promise.all([listen(answer), listen(answer)]).then(
    (started) => {
      servers.push(...started);
      return started;
    },
  );
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: chromiumArguments,
  });

  return {
    ...{ url, cdnUrl, packed, sessions, browser, folders, changes },
    read: (path) => readFileSync(join(packed.kit.installed, 'dist/cdn', path), 'utf8'),
    async open(sitePage) {
      const path = `/page-${pages.size + 1}`;
      pages.set(path, sitePage);
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        locale: 'en-GB',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const violations: string[] = [];
      const errors: string[] = [];
      const warnings: string[] = [];
      const requests: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
        if (message.type() === 'warning') warnings.push(message.text());
      });
      page.on('request', (request) => requests.push(request.url().replace(url, '')));
      await page.exposeFunction('reportViolation', (text: string) => violations.push(text));
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const { reportViolation } = window as unknown as {
            reportViolation: (text: string) => void;
          };
          reportViolation(
            `${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`.trim(),
          );
        });
      });
      await page.goto(url + path);
      return { page, violations, errors, warnings, requests };
    },
    async close() {
      await browser.close();
      await Promise.all(servers.map((server) => server.close()));
      packed.remove();
    },
  };
}

export const scriptTag = (src: string): string => `<script type="module" src="${src}"></script>`;

/** Elements for `review`. */
export const reviewing = `<kv-review-provider endpoint="/kv">
  <kv-session-list></kv-session-list>
  <kv-session-details></kv-session-details>
</kv-review-provider>`;

/** Uses what loads at once and what loads later: list, details, photos, dialog, charts, PDF. */
export async function review(
  { sessions }: PlainSite,
  { page, violations, errors }: SiteVisit,
): Promise<void> {
  await rowsOf(page).first().waitFor();
  const { id = '' } = sessions.find(({ status }) => status === 'awaiting') ?? {};
  await detailsOf(page).evaluate((details, value) => details.setAttribute('session-id', value), id);
  const photo = detailsOf(page).locator('img').first();
  await photo.waitFor();
  assert.ok(await photo.evaluate((image: HTMLImageElement) => image.decode().then(() => true)));
  await detailsOf(page).getByRole('button', { name: 'Reject', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('A note.');
  await page.keyboard.press('Escape');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    detailsOf(page).getByRole('button', { name: 'Download PDF' }).click(),
  ]);
  assert.equal(readFileSync(await file.path()).toString('latin1', 0, 5), '%PDF-');
  assert.deepEqual([errors, violations], [[], []]);
}
