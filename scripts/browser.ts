/**
 * Finds the browsers the tests drive, and installs Chromium where there is none.
 * `node scripts/browser.ts` prints the path of the Chromium that is used.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

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

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(commands: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function chromiumCandidates(): string[] {
  const configured = process.env.CHROME_PATH;
  const installed = [
    ...onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']),
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
    ...onPath(['firefox-esr', 'firefox']),
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
  const driver = onPath(['WebKitWebDriver']).find(isExecutable);
  const display = onPath(['xvfb-run']).find(isExecutable);
  return browser && driver && display ? { browser, driver, display } : undefined;
}

function installChromium(): void {
  const run = (command: string, args: readonly string[]) =>
    // Standard output belongs to whoever asked for the path.
    execFileSync(command, args, {
      stdio: ['ignore', process.stderr, process.stderr],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  const isDebianRoot = process.getuid?.() === 0 && onPath(['apt-get']).some(isExecutable);
  if (isDebianRoot) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-core']);
  } else {
    const cli = join(import.meta.dirname, '../node_modules/playwright-core/cli.js');
    run(process.execPath, [cli, 'install', 'chromium']);
  }
}

/** The path of a Chromium, which is installed first where the machine has none. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.env.CHROME_PATH) {
    throw new Error('CHROME_PATH does not name an executable file.');
  }
  console.error('No Chromium on this machine: installing one.');
  installChromium();
  const installed = findChromium();
  if (!installed) throw new Error('No Chromium found. Install one, or set CHROME_PATH.');
  return installed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${ensureChromium()}\n`);
}
