import { html } from '@open-wc/testing';
import { createMemoryApi, type MemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';
import type { CheckedScreening, Screening, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/screening';
import { alex, showIn } from './review-page.js';

export const base = sampleSessions({ count: 40, seed: 3 }).find(
  ({ status }) => status === 'awaiting',
)!;
export const checkedAt = '2026-06-15T09:06:00Z';
export const checkedLater = '2026-06-16T12:00:00Z';
export const withScreening = (screening: Screening): Session => ({ ...base, screening });

export const clear: CheckedScreening = {
  status: 'clear',
  checkedAt,
  lists: ['Consolidated List'],
};
export const match: Extract<CheckedScreening, { status: 'match' }> = {
  status: 'match',
  checkedAt,
  lists: ['Consolidated List', 'Politically exposed persons'],
  matches: [
    {
      id: 'm1',
      list: 'Politically exposed persons',
      authority: null,
      name: 'SPECIMEN, E.',
      alias: null,
      score: 0.64,
    },
    {
      id: 'm2',
      list: 'Consolidated List',
      authority: 'United Nations',
      name: 'SPECIMEN, ERIKA',
      alias: 'ERICA SPECIMEN',
      score: 0.97,
    },
  ],
};

/** A backend with the capabilities of screening. With `screen` it can screen again. */
export const createScreeningApi = (
  session: Session,
  options: Partial<MemoryApiOptions> = {},
): MemoryApi =>
  createMemoryApi({
    sessions: [session],
    actor: alex,
    workspace: {
      capabilities: ['decide', 'edit-client', 'recheck-screening', 'mark-false-positive'],
    },
    ...options,
  });

export async function showScreening(session: Session, api = createScreeningApi(session)) {
  const provider = await showIn(api, html`<kv-screening .session=${session}></kv-screening>`);
  const element = provider.querySelector('kv-screening')!;
  await element.updateComplete;
  return { provider, element, api };
}
