import 'kv-review/define/review-provider';
import 'kv-review/define/session-details';
import { createMemoryApi } from 'kv-review/api/memory';
import { samplePhoto, sampleSessions } from 'kv-review/testing';
import { html } from 'lit';

const sessions = sampleSessions({ count: 20, seed: 'recipe' });
const api = createMemoryApi({ sessions, photos: samplePhoto });
const first = sessions.find(({ status }) => status === 'awaiting');

// In a style sheet of your page. Each colour has a value for light and one for dark pages.
const portal = `
  --kv-color-accent: light-dark(#0f6b5c, #6fdcc6);
  --kv-font-family: Georgia, 'Noto Serif', serif;
  --kv-radius-s: 0;
  --kv-radius-m: 0;
`;

export const brand = html`
  <kv-review-provider .style=${portal} .api=${api}>
    <kv-session-details session-id=${first?.id ?? ''}></kv-session-details>
  </kv-review-provider>
`;
