import { healthOperations } from './operations/health.ts';
import type { Serve } from './serve.ts';

/** @param isReady - Whether requests can be served now. */
export function addHealthRoutes(serve: Serve, isReady: () => Promise<boolean>): void {
  serve(healthOperations, {
    getLiveness: () => Promise.resolve({ content: { status: 'ok' } }),

    async getReadiness() {
      if (await isReady()) return { content: { status: 'ok' } };
      return { content: { status: 'unavailable' }, status: 503 };
    },
  });
}
