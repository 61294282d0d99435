import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';
import { createMemoryApi } from 'kv-review/api/memory';
import { samplePhoto, sampleSessions } from 'kv-review/testing';
import { html } from 'lit';

const api = createMemoryApi({
  sessions: sampleSessions({ count: 120, seed: 'recipe' }),
  photos: samplePhoto,
});

export const listOnly = html`
  <kv-review-provider .api=${api}>
    <kv-session-list view="awaiting" .style=${'block-size: 30rem'}></kv-session-list>
  </kv-review-provider>
`;
