/** A visit of an example in Chromium, and what the browser reports during it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Browser, CDPSession, Page } from 'playwright-core';

import { listOf, rowsOf } from '../../test/e2e/portal.ts';
import type { Project } from './project.ts';
import { cdn, type Site } from './site.ts';

export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, and errors that nobody caught. */
  readonly complaints: readonly string[];
  /** Violations of the Content Security Policy. */
  readonly violations: readonly string[];
  /** The headers of the page. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers requests to the CDN with the files of the packed kit. */
async function serveCdn(page: Page, project: Project): Promise<void> {
  const prefix = /^\/npm\/kv-review@[\d.]+\//;
  await page.route(`${cdn}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const file = join(project.folder, 'node_modules/kv-review', path.replace(prefix, ''));
    await route.fulfill({
      contentType: 'text/javascript',
      headers: { 'access-control-allow-origin': '*' },
      body: await readFile(file),
    });
  });
}

export async function visit(
  browser: Browser,
  site: Site,
  project: Project,
  path = '/',
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Asia/Tbilisi',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const violations: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.exposeFunction('reportViolation', (text: string) => violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { reportViolation } = window as unknown as { reportViolation: (text: string) => void };
      reportViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  await serveCdn(page, project);
  // The development server of Next.js compiles the page first.
  const timeout = 120_000;
  const response = await page.goto(site.url + path, { timeout });
  try {
    await rowsOf(page).first().waitFor({ timeout });
  } catch {
    throw new Error(['The list shows no session.', ...complaints, ...violations].join('\n'));
  }
  return { page, complaints, violations, headers: response?.headers() ?? {} };
}

/** Waits until the page has reported a violation of this directive. */
export async function untilViolation({ violations }: Visit, directive: string): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (violations.some((violation) => violation.startsWith(directive))) return;
    await delay(100);
  }
  throw new Error(`No violation of ${directive} was reported.`);
}

/** Opens a page of the portal around the reviews. */
export const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** Opens a session. The number is that of a row in view, for which the list need not scroll. */
export async function openSession(page: Page, number = 2): Promise<void> {
  await rowsOf(page).first().waitFor();
  const row = listOf(page).locator(`[role=row][aria-rowindex="${number}"]`);
  await row.getByRole('gridcell').nth(1).click();
  await page.locator('kv-session-details').getByRole('heading', { level: 2 }).first().waitFor();
}

/** What an agent would miss if the list forgot it. */
export interface Place {
  readonly search: string;
  /** The number of the first row in view. */
  readonly row: number;
}

export async function placeIn(page: Page): Promise<Place> {
  const search = await listOf(page).getByRole('searchbox').inputValue();
  const row = await listOf(page).evaluate((list) => {
    const rows = [...(list.shadowRoot?.querySelectorAll('[role=row][aria-rowindex]') ?? [])];
    const [head] = rows;
    const bottom = head?.getBoundingClientRect().bottom ?? 0;
    const inView = rows.slice(1).filter((row) => row.getBoundingClientRect().bottom > bottom + 1);
    return Math.min(...inView.map((row) => Number(row.getAttribute('aria-rowindex'))));
  });
  return { search, row };
}

/** Searches, and scrolls some rows down. */
export async function leaveMark(page: Page): Promise<Place> {
  const isAnswer = page.waitForResponse(
    (response) => response.request().postData()?.includes('"search":"a"') === true,
  );
  await listOf(page).getByRole('searchbox').fill('a');
  await isAnswer;
  await rowsOf(page).first().waitFor();
  await listOf(page).evaluate((list) => {
    const scroller = list.shadowRoot?.querySelector('.scroller');
    if (!scroller) throw new Error('The list has no rows.');
    scroller.scrollTop = 600;
  });
  const place = await placeIn(page);
  if (place.row < 10) throw new Error(`The list has scrolled to row ${place.row} only.`);
  return place;
}

/** Remembers the elements of the kit in the page without keeping them alive. Returns their number. */
export const watchElements = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const found: WeakRef<Element>[] = [];
    const search = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName.startsWith('kv-')) found.push(new WeakRef(element));
        if (element.shadowRoot) search(element.shadowRoot);
      }
    };
    search(document);
    Object.assign(window, { watchedElements: found });
    return found.length;
  });

/** The names of the watched elements that still exist after a garbage collection. */
export async function remainingElements(page: Page, tools: CDPSession): Promise<string[]> {
  await tools.send('HeapProfiler.collectGarbage');
  return page.evaluate(() => {
    const { watchedElements } = window as unknown as { watchedElements: WeakRef<Element>[] };
    return watchedElements.flatMap((reference) => reference.deref()?.localName ?? []);
  });
}
