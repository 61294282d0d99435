import { chai } from '@open-wc/testing';

const { prototype } = chai.Assertion;
const { assert } = prototype;

/** Whether a value consists of data alone, down to a depth that is enough for an answer. */
function isData(value: unknown, depth = 12): boolean {
  if (typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  const isPlain =
    Array.isArray(value) || [null, Object.prototype].includes(Object.getPrototypeOf(value));
  return isPlain && Object.values(value).every((item) => isData(item, depth - 1));
}

/**
 * A failed comparison carries its values only if they are data. Mocha and the test runner write out
 * everything that a value refers to, which does not end for an element.
 */
prototype.assert = function (this: typeof prototype, ...args): void {
  try {
    assert.apply(this, args);
  } catch (thrown) {
    if (thrown instanceof chai.AssertionError) {
      const error: { actual?: unknown; expected?: unknown; showDiff?: boolean } = thrown;
      if (!isData(error.actual) || !isData(error.expected)) {
        error.showDiff = false;
        delete error.actual;
        delete error.expected;
      }
    }
    throw thrown;
  }
};
