import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';
import { createReviewApi, ReviewError } from 'kv-review/api';
import { defaultRejectionGroups, type Session } from 'kv-review/model';
import { samplePhoto, sampleSessions } from 'kv-review/testing';
import { html } from 'lit';

// Stands for your backend. The adapter in docs/adapters.md sends requests instead.
const records = sampleSessions({ count: 20, seed: 'recipe' });

async function find(id: string): Promise<Session> {
  const session = records.find((record) => record.id === id);
  if (!session) throw new ReviewError('not-found', 'There is no such session.');
  return Promise.resolve(session);
}

const api = createReviewApi({
  getWorkspace: () =>
    Promise.resolve({
      actor: { id: 'u-1', name: 'Kim Example', role: 'agent' },
      company: { id: 'acme', name: 'ACME' },
      acceptanceLevel: 4,
      rejection: { groups: [...defaultRejectionGroups], reasonRequired: true },
      extraFields: [],
    }),
  listSessions: () =>
    Promise.resolve({
      items: records,
      nextCursor: null,
      total: { count: records.length, exact: true },
    }),
  getSession: find,
  async getPhoto(sessionId, photoId, { size = 'full' } = {}) {
    const session = await find(sessionId);
    const photo = session.attempts.flatMap(({ photos }) => photos).find(({ id }) => id === photoId);
    if (!photo) throw new ReviewError('not-found', 'There is no such photo.');
    return samplePhoto(session, photo, size);
  },
});

export const ownAdapter = html`
  <kv-review-provider .api=${api}>
    <kv-session-list .style=${'block-size: 30rem'}></kv-session-list>
  </kv-review-provider>
`;
