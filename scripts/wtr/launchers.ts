import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import {
  chromiumArguments,
  ensureChromium,
  findFirefox,
  findWebKit,
  webKitDriverPort,
} from '../browser.ts';

function chromium(): BrowserLauncher {
  return chromeLauncher({
    concurrency: 1,
    launchOptions: { executablePath: ensureChromium(), args: chromiumArguments },
  });
}

function firefox(): BrowserLauncher {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('No Firefox found. Install one, or set FIREFOX_PATH.');
  return puppeteerLauncher({
    concurrency: 1,
    launchOptions: { browser: 'firefox', executablePath, headless: true },
  });
}

/** WebKitGTK, through the driver that `scripts/test.ts` starts. */
function webkit(): BrowserLauncher {
  const found = findWebKit();
  if (!found) throw new Error('No WebKitGTK found. Install webkit2gtk-driver and xvfb.');
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port: webKitDriverPort,
    path: '/',
    logLevel: 'error',
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      // @ts-expect-error -- the types of webdriverio do not know WebKitGTK's options
      'webkitgtk:browserOptions': { binary: found.browser, args: ['--automation'] },
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
