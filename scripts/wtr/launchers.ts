import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import {
  chromiumArguments,
  ensureChromium,
  ensureFirefox,
  ensureWebKit,
  webKitDriverPort,
} from '../browser.ts';

function chromium(): BrowserLauncher {
  return chromeLauncher({
    concurrency: 1,
    launchOptions: { executablePath: ensureChromium(), args: chromiumArguments },
    async createPage({ context }) {
      const page = await context.newPage();
      // A new page does not always get the focus of the window, without which no element is focused.
      await page.emulateFocusedPage(true);
      return page;
    },
  });
}

function firefox(): BrowserLauncher {
  return puppeteerLauncher({
    concurrency: 1,
    launchOptions: { browser: 'firefox', executablePath: ensureFirefox(), headless: true },
  });
}

/** WebKitGTK, through the driver that `scripts/test.ts` starts. */
function webkit(): BrowserLauncher {
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port: webKitDriverPort,
    path: '/',
    logLevel: 'error',
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      // @ts-expect-error -- the types of webdriverio lack WebKitGTK's options
      'webkitgtk:browserOptions': { binary: ensureWebKit().browser, args: ['--automation'] },
    },
  });
  // The two packages disagree on `undefined` in an optional property.
  return launcher as BrowserLauncher;
}

const launchers = new Map([
  ['chromium', chromium],
  ['firefox', firefox],
  ['webkit', webkit],
]);

/** @throws Error when the name is not one of chromium, firefox, webkit. */
export function launcherFor(name: string): BrowserLauncher {
  const launcher = launchers.get(name);
  if (!launcher) throw new Error(`Unknown browser ${name}: ${[...launchers.keys()].join(', ')}.`);
  return launcher();
}
