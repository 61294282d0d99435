import { ReviewError } from 'kv-review/api';
import { createMemoryApi, type MemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';
import { reviewHandlers } from 'kv-review/testing/msw';
import { setupWorker, type SetupWorker } from 'msw/browser';

/** The data and faults of a story's backend. Called each time the story runs. */
export type StoryBackend = () => MemoryApiOptions;

/** The endpoint of all stories. */
export const endpoint = '/kv';

const backends = new Map<string, MemoryApi>();

/** The token of a story is its id, so that each story on a page has its own backend. */
export const tokenOf = (storyId: string) => (): string => storyId;

function findBackend(request: Request): MemoryApi {
  const storyId = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
  const api = backends.get(storyId);
  if (!api) throw new ReviewError('unauthenticated', 'No story of this name is shown.');
  return api;
}

/** The backend of a story, to act on it as another user. */
export function backendOf(storyId: string): MemoryApi {
  const api = backends.get(storyId);
  if (!api) throw new Error(`The story ${storyId} has no backend.`);
  return api;
}

/** Adds a story's backend. Returns a function that removes it. */
export function openBackend(storyId: string, backend: StoryBackend): () => void {
  const api = createMemoryApi(backend());
  backends.set(storyId, api);
  return () => {
    if (backends.get(storyId) === api) backends.delete(storyId);
  };
}

/** Starts the worker that answers requests to `endpoint`. */
export async function startWorker(): Promise<SetupWorker> {
  const worker = setupWorker(...reviewHandlers(findBackend, { baseUrl: endpoint }));
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
  await becomeControlled();
  return worker;
}

/**
 * A page that has just closed may unregister the worker while this page opens. The worker
 * is then registered again, but serves this page only after the next load.
 */
async function becomeControlled(): Promise<void> {
  const { serviceWorker } = navigator;
  const timeout = AbortSignal.timeout(1000);
  if (!serviceWorker.controller) {
    await new Promise((resolve) => {
      serviceWorker.addEventListener('controllerchange', resolve, { once: true });
      timeout.addEventListener('abort', resolve, { once: true });
    });
  }
  if (!serviceWorker.controller) location.reload();
}
