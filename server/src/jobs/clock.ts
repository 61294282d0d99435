/** Milliseconds. Smaller corrections of a clock delay a job by no more than this. */
const tolerance = 60_000;

/**
 * Notices that the clock was set back: the time has passed more slowly than it can. Call the result
 * often, because slow changes between two calls are taken for a setting of the clock too.
 * @param elapsed - A clock that nobody can set, in milliseconds.
 * @returns a function that returns by how much the clock was set back since its last call, or 0.
 */
export function watchClock(
  now: () => Date,
  elapsed: () => number = () => performance.now(),
): () => number {
  let offset = now().getTime() - elapsed();
  return () => {
    const before = offset;
    offset = now().getTime() - elapsed();
    return before - offset > tolerance ? before - offset : 0;
  };
}
