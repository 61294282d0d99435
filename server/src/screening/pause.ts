import { setImmediate } from 'node:timers/promises';

/** The longest that one screening keeps the event loop from everybody else, in milliseconds. */
const sliceMs = 8;

/** Lets others have their turn when this one has lasted long enough; asked within long loops. */
export function createPause(): () => Promise<void> | undefined {
  let started = performance.now();
  return () => {
    if (performance.now() - started < sliceMs) return undefined;
    return setImmediate().then(() => {
      started = performance.now();
    });
  };
}
