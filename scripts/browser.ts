/**
 * Finds the browsers the tests drive, and installs Chromium where there is none.
 * `node scripts/browser.ts` prints the path of the Chromium that is used.
 */
import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { installDebianPackages, isExecutable, onPath } from './debian.ts';

/** What Chromium needs in a container, and what keeps it from calling home. */
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

/** Where `WebKitWebDriver` listens. */
export const webKitDriverPort = 4455;

/** WebKitGTK's browser, its driver and a display for both (Debian: webkit2gtk-driver, xvfb). */
export function findWebKit(): { browser: string; driver: string; display: string } | undefined {
  const browser = [
    '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  ].find(isExecutable);
  const driver = onPath('WebKitWebDriver').find(isExecutable);
  const display = onPath('xvfb-run').find(isExecutable);
  return browser && driver && display ? { browser, driver, display } : undefined;
}

function installChromium(): void {
  if (installDebianPackages('chromium', 'fonts-noto-core')) return;
  const cli = join(import.meta.dirname, '../node_modules/playwright-core/cli.js');
  execFileSync(process.execPath, [cli, 'install', 'chromium'], {
    // Standard output belongs to whoever asked for the path.
    stdio: ['ignore', process.stderr, process.stderr],
  });
}

/** The path of a Chromium, which is installed first where the machine has none. */
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${ensureChromium()}\n`);
}
