import type { MemoryApi } from 'kv-review/api/memory';
import { createMemoryApi } from 'kv-review/api/memory';
import { photoAt } from '../rows/photos.ts';
import { makeSessions } from './sessions.ts';

export const createApi = (): MemoryApi =>
  createMemoryApi({ sessions: makeSessions(), photos: () => photoAt(0) });
