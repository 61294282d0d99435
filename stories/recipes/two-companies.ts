import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';
import { createMemoryApi } from 'kv-review/api/memory';
import { samplePhoto, sampleSessions, sampleWorkspace } from 'kv-review/testing';
import { html } from 'lit';

const companies = [
  { name: 'North', view: 'awaiting' },
  { name: 'South', view: 'all' },
].map(({ name, view }) => {
  const { actor, ...workspace } = sampleWorkspace();
  const sessions = sampleSessions({ count: 40, seed: name });
  const company = { ...workspace.company, id: name.toLowerCase(), name };
  const api = createMemoryApi({
    sessions,
    photos: samplePhoto,
    actor,
    workspace: { ...workspace, company },
  });
  return { name, view, api };
});

// Each provider has its own connection. What one list shows never reaches the other.
export const twoCompanies = companies.map(
  ({ name, view, api }) => html`
    <kv-review-provider .api=${api}>
      <h2>${name} <kv-awaiting-badge></kv-awaiting-badge></h2>
      <kv-session-list view=${view} .style=${'block-size: 24rem'}></kv-session-list>
    </kv-review-provider>
  `,
);
