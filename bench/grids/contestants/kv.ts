/** The kit's list in its provider, over the memory adapter. */
import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Mount } from '../contestant.ts';
import { photoOf } from '../../rows/photos.ts';
import './kv.css';

const chosenColumns = [
  ...['selfie', 'first-name', 'last-name', 'date', 'document', 'liveness', 'verified'],
  ...['document-number', 'personal-number', 'document-type', 'match-level'],
];

export const mount: Mount = (container, rows) => {
  const provider = document.createElement('kv-review-provider');
  provider.api = createMemoryApi({ sessions: rows, photos: photoOf });
  const list = document.createElement('kv-session-list');
  list.setAttribute('columns', chosenColumns.join(' '));
  provider.append(list);
  container.append(provider);
  return { unmount: () => provider.remove() };
};
