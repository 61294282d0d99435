import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from '@web/dev-server-core';
import { root } from '../entries.ts';

/** Serves the worker of MSW, with the whole origin as its scope. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    serve({ path }) {
      if (path !== '/mockServiceWorker.js') return undefined;
      return {
        body: readFileSync(join(root, 'test/public/mockServiceWorker.js'), 'utf8'),
        type: 'js',
        headers: { 'service-worker-allowed': '/' },
      };
    },
  };
}
