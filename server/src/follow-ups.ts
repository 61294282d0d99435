import type { WebHookEvent } from 'kv-review/model';

import { enqueueEvent } from './hooks/outbox.ts';
import { planScreening } from './screening/due.ts';
import { recordChange } from './store/change-log.ts';
import type { FollowUp, FollowUps } from './store/follow-ups.ts';

const callHooks =
  (event: WebHookEvent): FollowUp =>
  (transaction, companyId, session, at) =>
    enqueueEvent(transaction, companyId, event, { session, at: at.toISOString() });

/** The follow-ups of this backend: it notifies watchers, plans screenings and calls web hooks. */
export const followUps: FollowUps = {
  changed: recordChange,
  screened: planScreening,
  finished: callHooks('post-verification'),
  decided: callHooks('post-manual-verification'),
};
