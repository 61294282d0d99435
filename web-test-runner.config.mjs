/**
 * Runs the tests in a real browser: `npm test`, or `npx web-test-runner --files test/model/…`.
 * `KV_TEST_BROWSER` chooses chromium (default), firefox or webkit.
 */
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { launcherFor } from './scripts/wtr/launchers.ts';
import { bundledDependencies } from './scripts/wtr/bundled-dependencies.ts';
import { failures } from './scripts/wtr/failures.ts';
import { liveObjects } from './scripts/wtr/memory.ts';
import { modules } from './scripts/wtr/modules.ts';
import { publicEntries } from './scripts/wtr/public-entries.ts';
import { resultFile } from './scripts/wtr/result-file.ts';
import { serviceWorker } from './scripts/wtr/service-worker.ts';
import { storyFiles } from './scripts/wtr/story-files.ts';
import { viewport } from './scripts/wtr/viewport.ts';

const held = modules(
  [
    'review-console/help',
    'review-console/export',
    'review-console/session-page',
    'review-console/settings-page',
    'session-list/upkeep',
    'session-details/lower-sections',
    'session-details/on-request',
  ].map((name) => `/src/components/${name}.ts`),
);
const results = process.env.KV_TEST_RESULTS;
const browser = process.env.KV_TEST_BROWSER ?? 'chromium';

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  rootDir: import.meta.dirname,
  files: ['test/**/*.test.ts', '!test/node/**', '!test/e2e/**', '!test/pdf/**'],
  // With two pages at once, requestAnimationFrame never fires (modernweb-dev/web#2588).
  concurrency: 1,
  browsers: [launcherFor(browser)],
  nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
  // Longer than a test waits for a condition, so that its message is reported.
  testFramework: { config: { timeout: 60_000 } },
  testsFinishTimeout: 600_000,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter(), ...(results ? [resultFile(results)] : [])],
  middleware: [held.middleware],
  plugins: [
    failures(),
    held.plugin,
    publicEntries(),
    bundledDependencies({
      commonJs: ['bidi-js', 'papaparse'],
      modules: [
        '@cantoo/pdf-lib',
        'fontkit',
        'mrz',
        'msw',
        'msw/browser',
        'msw-storybook-addon/csf3',
        'storybook/preview-api',
        'storybook/test',
        'vue',
        '@storybook/web-components/entry-preview',
      ],
    }),
    liveObjects(browser),
    viewport(),
    serviceWorker(),
    storyFiles(),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: join(import.meta.dirname, 'tsconfig.base.json'),
    }),
  ],
};
