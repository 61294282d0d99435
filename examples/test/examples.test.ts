/** Tests each example with the packed kit: `npm run examples`. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { chromium, type Browser } from 'playwright-core';

import { chromiumArguments, ensureChromium } from '../../scripts/browser.ts';
import { snippetsIn } from '../../scripts/snippets.ts';
import { sparePort } from '../../scripts/spare-port.ts';
import {
  awaitingCount,
  countsAwaiting,
  detailsOf,
  dialogOf,
  listOf,
  rowsOf,
  verifyInDialog,
} from '../../test/e2e/portal.ts';
import { chooseFrameworks } from './frameworks.ts';
import { Project } from './project.ts';
import { openPortal, serveFiles, serveNext, type Portal, type Site } from './site.ts';
import {
  goTo,
  leaveMark,
  openSession,
  placeIn,
  remainingElements,
  untilViolation,
  visit,
  watchElements,
} from './visit.ts';

const { KV_EXAMPLES = '', KV_EXAMPLES_TARBALL: tarball = '' } = process.env;
const chosen = chooseFrameworks(KV_EXAMPLES.split(' ').filter(Boolean));

/** A page of Next.js whose tags the server renders, with the component of the documentation. */
const renderedPage = `
import { connection } from 'next/server';
import { Reviews } from './reviews';

export default async function Page() {
  await connection();
  return <Reviews />;
}
`;
const [renderedReviews = ''] = snippetsIn('docs/embedding/server-rendering.md')
  .filter(({ kind }) => kind === 'tsx')
  .map(({ code }) => code);

/** The portal of the Vue example, whose home page keeps the reviews. */
const keepsAlive = {
  file: 'src/Portal.vue',
  from: '<Reviews v-else :view="page" />',
  to: `<KeepAlive><Reviews v-if="page !== 'home'" :view="page" /></KeepAlive>`,
};

/** Of the two servers of Next.js. */
let ports: { readonly start: number; readonly dev: number };
let portal: Portal;
let browser: Browser;

before(async () => {
  assert.notEqual(tarball, '', '`npm run examples` packs the kit for these tests.');
  ports = { start: await sparePort(), dev: await sparePort() };
  const origins = Object.values(ports).map((port) => `http://127.0.0.1:${port}`);
  portal = await openPortal(1500, origins);
  browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });
});

after(async () => {
  await browser.close();
  await portal.close();
});

for (const framework of chosen) {
  describe(framework.title, () => {
    const isNext = framework.name === 'next';
    const project = new Project(framework);
    let site: Site | undefined;
    /** Builds and serves the example once. */
    async function open() {
      site ??= await build();
      return visit(browser, site, project);
    }

    async function build(): Promise<Site> {
      if (framework.output !== undefined || isNext) {
        const { ok, output } = await project.run('build');
        assert.ok(ok, output);
      }
      return isNext ? serveNext(project, 'start', ports.start) : serveFiles(project, portal);
    }

    before(async () => {
      await project.install(tarball);
      project.environment['PORTAL_URL'] = portal.url;
      if (isNext) {
        project.write('app/rendered/page.tsx', renderedPage);
        project.write('app/rendered/reviews.tsx', renderedReviews);
      }
    });

    after(async () => {
      await site?.close();
      project.remove();
    });

    it('compiles in strict mode, and wrong uses do not [example-types]', async () => {
      const { ok, output } = await project.run('check');
      assert.ok(ok, output);
      for (const mistake of framework.mistakes) {
        const refused = await project.runWith(mistake, 'check');
        assert.ok(!refused.ok, `The checker accepts ${mistake.to}.`);
      }
    });

    it('sets properties, also functions, and changes them [example-properties]', async () => {
      const { page } = await open();
      await page.getByRole('grid', { name: 'Awaiting Action' }).waitFor();
      await goTo(page, 'Rejections');
      await page.getByRole('grid', { name: 'Rejections' }).waitFor();
      await rowsOf(page).first().waitFor();
      assert.equal(await listOf(page).count(), 1);
      await page.context().close();
    });

    it('receives events: a click on a row opens the session [example-events]', async () => {
      const { page } = await open();
      const name = await rowsOf(page).first().getByRole('gridcell').nth(2).innerText();
      await openSession(page);
      await detailsOf(page).getByText(name).first().waitFor();
      await listOf(page).waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Back to the list' }).click();
      await rowsOf(page).first().waitFor();
      await detailsOf(page).waitFor({ state: 'hidden' });
      await page.context().close();
    });

    it('shows a decision in the list and the badge [example-decision]', async () => {
      const { page } = await open();
      const waiting = await awaitingCount(page);
      await openSession(page);
      await detailsOf(page).getByRole('button', { name: 'Verify', exact: true }).click();
      await verifyInDialog(page);
      await dialogOf(page).waitFor({ state: 'hidden' });
      await countsAwaiting(page, waiting - 1);
      await listOf(page)
        .getByText(`${waiting - 1} sessions`)
        .waitFor();
      await page.context().close();
    });

    it('leaves the reviews and comes back to working ones [example-unmount]', async () => {
      const { page } = await open();
      for (let round = 0; round < 2; round += 1) {
        await goTo(page, 'Home');
        await listOf(page).waitFor({ state: 'detached' });
        await goTo(page, 'Awaiting action');
        await openSession(page);
        await page.getByRole('button', { name: 'Back to the list' }).click();
        await rowsOf(page).first().waitFor();
      }
      await page.context().close();
    });

    it('attaches the same list again with its search and its place [example-reattach]', async () => {
      const { page } = await open();
      const place = await leaveMark(page);
      await page.evaluate(async () => {
        const provider = document.querySelector('kv-review-provider');
        const { parentNode = null, nextSibling = null } = provider ?? {};
        provider?.remove();
        await new Promise((resolve) => setTimeout(resolve, 100));
        if (provider) parentNode?.insertBefore(provider, nextSibling);
      });
      await rowsOf(page).first().waitFor();
      assert.deepEqual(await placeIn(page), place);
      await page.context().close();
    });

    it('keeps search and place while a session is open [example-keep-alive]', async () => {
      const { page } = await open();
      const place = await leaveMark(page);
      await openSession(page, place.row + 2);
      await page.getByRole('button', { name: 'Back to the list' }).click();
      await rowsOf(page).first().waitFor();
      assert.deepEqual(await placeIn(page), place);
      await page.context().close();
    });

    if (framework.name === 'vue') {
      it('keeps search and place in KeepAlive [vue-keep-alive]', async (test) => {
        const { ok, output } = await project.runWith(keepsAlive, 'build', '--outDir', 'kept');
        assert.ok(ok, output);
        const kept = await serveFiles(project, portal, 'kept');
        test.after(() => kept.close());
        const { page } = await visit(browser, kept, project);
        const place = await leaveMark(page);
        await goTo(page, 'Home');
        await listOf(page).waitFor({ state: 'detached' });
        await goTo(page, 'Awaiting action');
        await rowsOf(page).first().waitFor();
        assert.deepEqual(await placeIn(page), place);
        await page.context().close();
      });
    }

    it('runs under a strict policy with Trusted Types [example-policy]', async () => {
      const visited = await open();
      const { page, violations, headers } = visited;
      const policy = headers['content-security-policy'] ?? '';
      for (const part of ["default-src 'none'", "style-src 'self'", 'require-trusted-types-for']) {
        assert.ok(policy.includes(part), policy);
      }
      assert.doesNotMatch(policy, /unsafe/);
      await openSession(page);
      await detailsOf(page).locator('img').first().waitFor();
      await detailsOf(page).getByRole('button', { name: 'Reject', exact: true }).click();
      await dialogOf(page).getByRole('textbox').waitFor();
      await page.keyboard.press('Escape');
      await goTo(page, 'Home');
      await listOf(page).waitFor({ state: 'detached' });
      assert.deepEqual(violations, []);
      await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
      await untilViolation(visited, 'style-src');
      await page.context().close();
    });

    it('logs no error and no warning [example-console]', async () => {
      const { page, complaints } = await open();
      await openSession(page);
      await page.getByRole('button', { name: 'Back to the list' }).click();
      await goTo(page, 'Rejections');
      await rowsOf(page).first().waitFor();
      await goTo(page, 'Home');
      await listOf(page).waitFor({ state: 'detached' });
      assert.deepEqual(complaints, []);
      await page.context().close();
    });

    if (isNext) {
      it('renders no tag of the kit on the server, unless asked to [next-server]', async () => {
        const { page } = await open();
        const url = page.url();
        await page.context().close();
        const alone = await (await fetch(url)).text();
        assert.match(alone, /Loading the reviews/);
        assert.doesNotMatch(alone, /<kv-/);
        const rendered = await (await fetch(new URL('/rendered', url))).text();
        assert.match(rendered, /<kv-session-list view="awaiting">/);
      });

      it('runs on tags of the server [next-hydrated]', async () => {
        assert.ok(site);
        const { page, violations } = await visit(browser, site, project, '/rendered');
        await openSession(page);
        assert.equal(await listOf(page).count(), 1);
        assert.deepEqual(violations, []);
        await page.context().close();
      });

      it('hydrates tags of the server without a warning [next-hydration]', async (test) => {
        // Only the development server reports attributes that differ.
        const server = await serveNext(project, 'dev', ports.dev);
        test.after(() => server.close());
        for (const path of ['/', '/rendered']) {
          const { page, complaints } = await visit(browser, server, project, path);
          await openSession(page);
          const others = complaints.filter((text) => !text.startsWith('Lit is in dev mode.'));
          assert.deepEqual(others, [], path);
          await page.context().close();
        }
      });
    }

    it('frees the elements that it has removed [example-memory]', async () => {
      const { page } = await open();
      const tools = await page.context().newCDPSession(page);
      await openSession(page);
      assert.ok((await watchElements(page)) > 3);
      for (let round = 0; round < 2; round += 1) {
        await goTo(page, 'Home');
        await listOf(page).waitFor({ state: 'detached' });
        await goTo(page, 'Awaiting action');
        await rowsOf(page).first().waitFor();
      }
      let remaining = await remainingElements(page, tools);
      // Work that was planned when the elements left may still refer to them.
      for (let tries = 0; tries < 10 && remaining.length > 0; tries += 1) {
        await delay(500);
        remaining = await remainingElements(page, tools);
      }
      assert.deepEqual(remaining, []);
      await page.context().close();
    });
  });
}
