/** Builds the pages of a group, serves them, and opens them in a browser with an observer inside. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { installPacked } from '../../scripts/packed.ts';
import { buildPage, bundleScript, type PageSource } from './build.ts';
import { Meter } from './meter.ts';
import { serve, type Fetch } from './server.ts';

export interface StageOptions {
  /** By the name that `visit` uses. */
  readonly pages: Readonly<Record<string, PageSource>>;
  /** A module that runs in every page before the page's own ones. */
  readonly observer?: string;
  /** Answers what is below `/backend/`. */
  readonly backend?: { readonly fetch: Fetch; close(): Promise<void> };
}

export interface OpenPage {
  readonly page: Page;
  readonly meter: Meter;
  /** Opens a page of the stage, such as `kv?rows=50`. Resolves when the navigation has begun. */
  readonly visit: (name: string, query?: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Stage {
  /** A window with no history, cache or neighbour. */
  open(browser: Browser): Promise<OpenPage>;
  /** How many requests the backend has had. */
  requestCount(): number;
  close(): Promise<void>;
}

async function buildPages(pages: StageOptions['pages'], folder: string): Promise<void> {
  const packed = installPacked();
  try {
    for (const [name, source] of Object.entries(pages)) {
      await buildPage(source, { target: join(folder, name), packed: packed.path });
    }
  } finally {
    packed.remove();
  }
}

export async function setStage({ pages, observer, backend }: StageOptions): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-bench-'));
  await buildPages(pages, folder);
  writeFileSync(join(folder, 'blank.html'), '<!doctype html>');
  const script = observer && (await bundleScript(observer));
  const server = await serve(folder, backend?.fetch);
  return {
    async open(browser) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      if (script) await context.addInitScript({ content: script });
      const page = await context.newPage();
      page.on('pageerror', (error) => {
        throw error;
      });
      // So that the page to measure runs in the process that is already measured.
      await page.goto(`${server.url}/blank.html`);
      const meter = await Meter.attach(page);
      return {
        page,
        meter,
        visit: async (name, query = '') => {
          const url = `${server.url}/${name}/page.html?${query}`;
          await page.goto(url, { waitUntil: 'commit' });
        },
        close: () => context.close(),
      };
    },
    requestCount: () => server.requestCount(),
    async close() {
      await server.stop(0);
      await backend?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
