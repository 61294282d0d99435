/** The pages of the contestants, and a browser that opens them with the observer inside. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { installPacked } from '../../scripts/packed.ts';
import { buildPage, bundleScript } from '../harness/build.ts';
import { Meter } from '../harness/meter.ts';
import { serve } from '../harness/server.ts';
import { drawPhotos } from './draw-photos.ts';

const here = import.meta.dirname;

export interface OpenPage {
  readonly page: Page;
  readonly meter: Meter;
  /** Opens the list of a contestant with so many rows. */
  readonly navigate: (contestant: string, rows: number) => Promise<void>;
  close(): Promise<void>;
}

export interface Stage {
  /** A page with no history, cache or neighbour. */
  open(browser: Browser): Promise<OpenPage>;
  close(): Promise<void>;
}

export async function setStage(
  contestants: readonly string[],
  launch: () => Promise<Browser>,
): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-bench-'));
  const packed = installPacked();
  try {
    const browser = await launch();
    const photos = await drawPhotos(browser).finally(() => browser.close());
    for (const contestant of contestants) {
      await buildPage({
        folder: here,
        target: join(folder, contestant),
        packed: packed.path,
        virtual: { 'virtual:contestant': join(here, `contestants/${contestant}.ts`) },
        define: { benchPhotos: photos },
      });
    }
  } finally {
    packed.remove();
  }
  writeFileSync(join(folder, 'blank.html'), '<!doctype html>');
  const observer = await bundleScript(join(here, 'observer.ts'));
  const server = await serve(folder);
  return {
    async open(browser) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addInitScript({ content: observer });
      const page = await context.newPage();
      page.on('pageerror', (error) => {
        throw error;
      });
      // So that the page to measure runs in the process that is already measured.
      await page.goto(`${server.origin}/blank.html`);
      const meter = await Meter.attach(page);
      return {
        page,
        meter,
        navigate: async (contestant, rows) => {
          const url = `${server.origin}/${contestant}/page.html?rows=${rows}`;
          await page.goto(url, { waitUntil: 'commit' });
        },
        close: () => context.close(),
      };
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
