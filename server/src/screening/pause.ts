import { setImmediate } from 'node:timers/promises';

/** The longest time that one screening blocks the event loop, in milliseconds. */
const sliceMs = 8;

/** For long loops: yields to the event loop when the current slice has lasted long enough. */
export function createPause(): () => Promise<void> | undefined {
  let started = performance.now();
  return () => {
    if (performance.now() - started < sliceMs) return undefined;
    return setImmediate().then(() => {
      started = performance.now();
    });
  };
}
