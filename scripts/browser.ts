/**
 * Finds the browsers for the tests, and installs missing ones. `node scripts/browser.ts` prints the
 * path of the Chromium that the tests use.
 */
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { installDebianPackages, isExecutable, onPath } from './debian.ts';

/** Lets Chromium run in a container, and stops its background requests. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const macApplications = ['/Applications', join(homedir(), 'Applications')];
const windowsPrograms = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
  (variable) => process.env[variable] ?? [],
);

function chromiumCandidates(): string[] {
  const configured = process.env.CHROME_PATH;
  const installed = [
    ...onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'),
    ...macApplications.flatMap((folder) => [
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
    ]),
    ...windowsPrograms.map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
    ...windowsPrograms.map((folder) => join(folder, 'Microsoft/Edge/Application/msedge.exe')),
    chromium.executablePath(),
  ];
  return configured ? [configured] : installed;
}

/** The path of a Chromium on this machine, or `undefined`. `CHROME_PATH` overrides the search. */
export function findChromium(): string | undefined {
  return chromiumCandidates().find(isExecutable);
}

/** The path of a Firefox on this machine, or `undefined`. `FIREFOX_PATH` overrides the search. */
export function findFirefox(): string | undefined {
  const configured = process.env.FIREFOX_PATH;
  const installed = [
    ...onPath('firefox-esr', 'firefox'),
    ...macApplications.map((folder) => join(folder, 'Firefox.app/Contents/MacOS/firefox')),
    ...windowsPrograms.map((folder) => join(folder, 'Mozilla Firefox/firefox.exe')),
  ];
  return (configured ? [configured] : installed).find(isExecutable);
}

/** The port on which `WebKitWebDriver` listens. */
export const webKitDriverPort = 4455;

/** The programs that run WebKitGTK. */
export interface WebKit {
  readonly browser: string;
  readonly driver: string;
  /** `xvfb-run`, which gives a program its own display. */
  readonly display: string;
}

/** WebKitGTK on this machine, or `undefined`. */
export function findWebKit(): WebKit | undefined {
  const browser = globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser').find(isExecutable);
  const driver = onPath('WebKitWebDriver').find(isExecutable);
  const display = onPath('xvfb-run').find(isExecutable);
  return browser && driver && display ? { browser, driver, display } : undefined;
}

function installChromium(): void {
  if (installDebianPackages('chromium', 'fonts-noto-core')) return;
  const cli = join(import.meta.dirname, '../node_modules/playwright-core/cli.js');
  execFileSync(process.execPath, [cli, 'install', 'chromium'], {
    // Only the path goes to standard output.
    stdio: ['ignore', process.stderr, process.stderr],
  });
}

/** The path of a Chromium. Installs one if the machine has none. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.env.CHROME_PATH) {
    throw new Error('CHROME_PATH does not name an executable file.');
  }
  installChromium();
  const installed = findChromium();
  if (!installed) throw new Error('No Chromium found. Install one, or set CHROME_PATH.');
  return installed;
}

/** The path of a Firefox. On Debian, installs one if the machine has none. */
export function ensureFirefox(): string {
  const found = findFirefox();
  if (found) return found;
  if (process.env.FIREFOX_PATH) {
    throw new Error('FIREFOX_PATH does not name an executable file.');
  }
  installDebianPackages('firefox-esr', 'fonts-noto-core');
  const installed = findFirefox();
  if (!installed) throw new Error('No Firefox found. Install one, or set FIREFOX_PATH.');
  return installed;
}

/** WebKitGTK with its driver. On Debian, installs them if the machine lacks them. */
export function ensureWebKit(): WebKit {
  const found = findWebKit();
  if (found) return found;
  installDebianPackages('webkit2gtk-driver', 'xvfb', 'xauth', 'fonts-noto-core');
  const installed = findWebKit();
  if (!installed) {
    throw new Error('No WebKitGTK found. Install it (Debian: webkit2gtk-driver xvfb xauth).');
  }
  return installed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${ensureChromium()}\n`);
}
