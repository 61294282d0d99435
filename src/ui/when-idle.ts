import { afterPaint } from './after-paint.js';

/** What browsers report about the network, where they do (Network Information API). */
interface NavigatorWithConnection extends Navigator {
  readonly connection?: { readonly saveData?: boolean };
}

/** Loads ahead what the user is likely to need: after the next paint, unless they save data. */
export function whenIdle(preload: () => void): void {
  const { connection }: NavigatorWithConnection = navigator;
  if (!connection?.saveData) afterFirstScreen(preload);
}

/** Runs what the first screen does not need: after the next paint, once the page is idle. */
export function afterFirstScreen(run: () => void): void {
  afterPaint(() => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 2000 });
    else run();
  });
}
