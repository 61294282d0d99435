import 'kv-review/define/review-console';
import 'kv-review/define/review-provider';
import { createMemoryApi } from 'kv-review/api/memory';
import { samplePhoto, sampleSessions, sampleWorkspace } from 'kv-review/testing';
import { html } from 'lit';

const { actor, ...workspace } = sampleWorkspace({ role: 'master' });
const sessions = sampleSessions({ count: 120, seed: 'recipe' });
const api = createMemoryApi({ sessions, photos: samplePhoto, actor, workspace });

export const fullConsole = html`
  <kv-review-provider .api=${api}>
    <kv-review-console></kv-review-console>
  </kv-review-provider>
`;
