// eslint-disable-next-line no-restricted-imports -- The one place that sets how long tests wait.
import { waitUntil as wait } from '@open-wc/testing';

/** Waits until the predicate holds: far longer than the default of one second, for busy machines. */
export const waitUntil = (predicate: () => unknown, message?: string): Promise<void> =>
  wait(predicate, message, { timeout: 15_000 });
