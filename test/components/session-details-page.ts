/** Runs inside a frame of edit-sheet.test.ts: a long page with a session that awaits action. */
import { awaiting, createApi } from './review-page.js';

import 'kv-review/define/review-provider';
import 'kv-review/define/session-details';

const provider = document.createElement('kv-review-provider');
provider.locale = 'en';
provider.addEventListener('kv-review-connect', () => provider.toggleAttribute('data-ready', true));
const photo = new OffscreenCanvas(60, 40);
photo.getContext('2d')!.fillRect(0, 0, 60, 40);
const png = await photo.convertToBlob({ type: 'image/png' });
provider.api = createApi({ photos: () => png });
const details = document.createElement('kv-session-details');
details.sessionId = awaiting.id;
provider.append(details);
document.body.append(provider);
