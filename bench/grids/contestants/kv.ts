/** The kit's list over the memory adapter. */
import { createMemoryApi } from 'kv-review/api/memory';
import { createKitList } from '../../rows/kit-list.ts';
import { photoOf } from '../../rows/photos.ts';
import type { Mount } from '../contestant.ts';

export const mount: Mount = (container, rows) => {
  const provider = createKitList();
  provider.api = createMemoryApi({ sessions: rows, photos: photoOf });
  container.append(provider);
  return { unmount: () => provider.remove() };
};
