/**
 * Runs inside a frame of late-parts.test.ts, which has its own modules: two sessions that await action.
 * `?console` opens a console, `?save-data` saves data.
 */
import 'axe-core/axe.min.js';
import { alex, awaiting } from './review-page.js';
import { createScreeningApi, match } from './screening-fixture.js';

import 'kv-review/define/review-provider';

const options = new URL(import.meta.url).searchParams;
if (options.has('save-data')) {
  Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
}
const photo = new OffscreenCanvas(60, 40);
photo.getContext('2d')!.fillRect(0, 0, 60, 40);
const png = await photo.convertToBlob({ type: 'image/png' });

document.title = 'Sessions';
const provider = document.createElement('kv-review-provider');
provider.locale = 'en';
provider.addEventListener('kv-review-connect', () => provider.toggleAttribute('data-ready', true));
const session = { ...awaiting, screening: match };
provider.api = createScreeningApi(session, {
  sessions: [session, { ...session, id: 'other' }],
  actor: alex,
  photos: () => png,
});
const main = document.createElement('main');
main.append(Object.assign(document.createElement('h1'), { textContent: document.title }));
const name = options.has('console') ? 'review-console' : 'session-details';
if (name === 'review-console') await import('kv-review/define/review-console');
else await import('kv-review/define/session-details');
const element = document.createElement(`kv-${name}`);
if (name === 'session-details') element.sessionId = session.id;
main.append(element);
provider.append(main);
document.body.append(provider);
