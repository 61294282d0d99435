import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { getRequestListener } from '@hono/node-server';
import { capabilities, type Capability } from 'kv-review/api';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

import { openMemoryBackend, type PortalBackend } from '../../demo/server/backends.ts';
import { createPortal } from '../../demo/server/portal.ts';
import { chromiumArguments, ensureChromium } from '../../scripts/browser.ts';

export type Fetch = (request: Request) => Response | Promise<Response>;

/** A running portal and a browser. */
export interface Visit {
  readonly url: string;
  readonly browser: Browser;
  /** Opens the portal in a profile of its own, as one of its users; by default, in `browser`. */
  open(options?: {
    user?: string;
    route?: string;
    width?: number;
    browser?: Browser;
  }): Promise<Page>;
  /** Fails if a page has reported other errors, warnings or violations of its policy than these. */
  assertQuiet(expected?: readonly string[]): void;
  close(): Promise<void>;
}

export interface VisitOptions {
  /** The number of fictional sessions. */
  count?: number;
  now?: () => Date;
  /** Replaces the adapter in memory. */
  backend?: PortalBackend;
}

/** The adapter in memory, without some of its capabilities. */
export const openWithout = (count: number, ...names: readonly Capability[]): PortalBackend =>
  openMemoryBackend({ count, capabilities: capabilities.filter((name) => !names.includes(name)) });

/** A browser with processes of its own. Close it after use. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });

/** `wrap` can make the portal's answers slow or broken. */
export async function visitPortal(
  {
    count = 500,
    now = () => new Date(),
    backend = openMemoryBackend({ count, now }),
  }: VisitOptions = {},
  wrap: (portal: Fetch) => Fetch = (portal) => portal,
): Promise<Visit> {
  const server = await listen(wrap(createPortal(backend)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  const complaints: string[] = [];

  return {
    url,
    browser,
    async open({ user = 'u-nino', route = '/awaiting', width = 1280, browser: other } = {}) {
      const context = await (other ?? browser).newContext({
        viewport: { width, height: 900 },
        locale: 'en-GB',
        timezoneId: 'Asia/Tbilisi',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      await page.goto(`${url}/?user=${user}#${route}`);
      return page;
    },
    assertQuiet(expected = []) {
      assert.deepEqual(complaints.splice(0), expected);
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
      await backend.close();
    },
  };
}

/** The portal with one more page, which contains one element alone. */
export const withPage =
  (path: string, element: string) =>
  (portal: Fetch): Fetch =>
  async (request) => {
    const url = new URL(request.url);
    if (url.pathname !== path) return portal(request);
    url.pathname = '/console.html';
    const answer = await portal(new Request(url, request));
    const console = /<kv-review-console[^]*<\/kv-review-console>/;
    const page = (await answer.text()).replace(console, element);
    const headers = new Headers(answer.headers);
    headers.delete('content-length');
    return new Response(page, { headers });
  };

function listen(portal: Fetch): Promise<Server> {
  const listener = getRequestListener(portal);
  const server = createServer((request, response) => void listener(request, response));
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

export const listOf = (page: Page): Locator => page.locator('kv-session-list');
export const detailsOf = (page: Page): Locator => page.locator('kv-session-details');
export const dialogOf = (page: Page): Locator => page.getByRole('dialog');

/** The rows that show a session, without the header and those still loading. */
export const rowsOf = (page: Page): Locator =>
  listOf(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell'), hasNot: page.getByText('Loading') });

const badgeOf = (page: Page): Locator => page.locator('kv-awaiting-badge');

/** The number in the badge. */
export async function awaitingCount(page: Page): Promise<number> {
  const text = await badgeOf(page)
    .getByText(/awaits? action/)
    .innerText();
  return Number.parseInt(text, 10);
}

/** Verifies the session whose dialog is opening. Ticks what the lists leave open, as an agent would. */
export async function verifyInDialog(page: Page): Promise<void> {
  const dialog = dialogOf(page);
  await dialog.getByRole('textbox').waitFor();
  for (const tick of await dialog.getByRole('checkbox').all()) await tick.check();
  await dialog.getByRole('button', { name: 'Verify', exact: true }).click();
}

/** Waits until the badge shows this number. */
export async function countsAwaiting(page: Page, count: number): Promise<void> {
  await badgeOf(page)
    .getByText(new RegExp(`^\\s*${count} sessions await action`))
    .waitFor();
}
