import { healthOperations } from './operations/health.ts';
import type { Serve } from './serve.ts';

/** Whether requests can be served now. */
export type Readiness =
  | {
      readonly isReady: true;
      /** The number of background jobs of each kind that were set aside, for operators. */
      readonly setAside: Readonly<Record<string, number>>;
      /** Titles of the watch lists that must be loaded, for operators. */
      readonly listsToLoad: readonly string[];
    }
  | { readonly isReady: false };

export function addHealthRoutes(serve: Serve, readiness: () => Promise<Readiness>): void {
  serve(healthOperations, {
    getLiveness: () => Promise.resolve({ content: { status: 'ok' } }),

    async getReadiness() {
      const found = await readiness();
      if (!found.isReady) return { content: { status: 'unavailable' }, status: 503 };
      const { setAside, listsToLoad } = found;
      return {
        content: { status: 'ok', jobs: { setAside }, watchLists: { toLoad: [...listsToLoad] } },
      };
    },
  });
}
