import type { Plugin } from '@web/dev-server-core';

/**
 * Loads `test/failures.ts` wherever a test imports its assertions. A script in the page of the tests
 * would change where the browser puts the focus when a dialog closes.
 */
export function failures(): Plugin {
  return {
    name: 'failures',
    transform({ path, body }) {
      if (!path.endsWith('/@open-wc/testing/index.js')) return undefined;
      return `${String(body)}\nimport '/test/failures.ts';\n`;
    },
  };
}
