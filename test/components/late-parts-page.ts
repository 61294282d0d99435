/**
 * Runs inside a frame of late-parts.test.ts, which has its own modules: two sessions that await action.
 * `?console` opens a console, with `&settings` for a master user. `?save-data` saves data. `?list` opens a
 * list of 60 sessions.
 */
import 'axe-core/axe.min.js';
import { alex, awaiting, createApi } from './review-page.js';
import { createScreeningApi, match } from './screening-fixture.js';
import { master } from './settings-page.js';
import type { ReviewApi } from 'kv-review/api';
import { sampleSessions } from 'kv-review/testing';

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
function createPageApi(): ReviewApi {
  if (options.has('list')) return createApi({ sessions: sampleSessions({ count: 60, seed: 3 }) });
  if (options.has('settings')) {
    return createApi({ actor: master, workspace: { capabilities: ['settings'] } });
  }
  return createScreeningApi(session, {
    sessions: [session, { ...session, id: 'other' }],
    actor: alex,
    photos: () => png,
  });
}
provider.api = createPageApi();
const main = document.createElement('main');
main.append(Object.assign(document.createElement('h1'), { textContent: document.title }));
async function createElement(): Promise<HTMLElement> {
  if (options.has('list')) {
    await import('kv-review/define/session-list');
    return document.createElement('kv-session-list');
  }
  if (options.has('console')) {
    await import('kv-review/define/review-console');
    return document.createElement('kv-review-console');
  }
  await import('kv-review/define/session-details');
  return Object.assign(document.createElement('kv-session-details'), { sessionId: session.id });
}
main.append(await createElement());
provider.append(main);
document.body.append(provider);
