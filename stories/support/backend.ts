import { ReviewError } from 'kv-review/api';
import { createMemoryApi, type MemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';
import { reviewHandlers } from 'kv-review/testing/msw';
import { setupWorker, type SetupWorker } from 'msw/browser';

/** What a story's backend holds and what goes wrong with it; asked anew whenever the story runs. */
export type StoryBackend = () => MemoryApiOptions;

/** Where every story finds its backend. */
export const endpoint = '/kv';

const backends = new Map<string, MemoryApi>();

/** The token of a story is its id, so that several on one page have a backend each. */
export const tokenOf = (storyId: string) => (): string => storyId;

function findBackend(request: Request): MemoryApi {
  const storyId = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
  const api = backends.get(storyId);
  if (!api) throw new ReviewError('unauthenticated', 'No story of this name is shown.');
  return api;
}

/** Gives a story a backend of its own; what is returned takes it away. */
export function openBackend(storyId: string, backend: StoryBackend): () => void {
  const api = createMemoryApi(backend());
  backends.set(storyId, api);
  return () => {
    if (backends.get(storyId) === api) backends.delete(storyId);
  };
}

/** Starts the worker that answers what the elements ask of `endpoint`. */
export async function startWorker(): Promise<SetupWorker> {
  const worker = setupWorker(...reviewHandlers(findBackend, { baseUrl: endpoint }));
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
  await becomeControlled();
  return worker;
}

/**
 * A page that closed a moment ago may have unregistered the worker just when this one was opened:
 * then it is there again, but answers this page from the next load on.
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
