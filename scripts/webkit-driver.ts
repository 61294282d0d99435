/** The driver of WebKitGTK, to which the test runner connects. */
import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureWebKit, webKitDriverPort } from './browser.ts';

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}

/** Starts the driver on its own display. Returns the function that ends both. */
export async function startWebKitDriver(): Promise<() => void> {
  const { display, driver } = ensureWebKit();
  const child = spawn(display, ['-a', driver, `--port=${webKitDriverPort}`], {
    stdio: 'ignore',
    // A separate process group, so that the display ends with the driver.
    detached: true,
  });
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
  };
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await isListening(webKitDriverPort)) return stop;
    await delay(100);
  }
  stop();
  throw new Error('WebKitWebDriver did not start.');
}
