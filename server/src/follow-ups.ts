import type { HookEvent } from './hooks/events.ts';
import { enqueueEvent } from './hooks/outbox.ts';
import { planScreening } from './screening/due.ts';
import { recordChange } from './store/change-log.ts';
import type { FollowUp, FollowUps } from './store/follow-ups.ts';

const tellHooks =
  (event: HookEvent): FollowUp =>
  (transaction, companyId, session, at) =>
    enqueueEvent(transaction, companyId, event, { session, at: at.toISOString() });

/** What follows a change in this backend: watchers, the next screening, web hooks. */
export const followUps: FollowUps = {
  changed: recordChange,
  screened: planScreening,
  finished: tellHooks('post-verification'),
  decided: tellHooks('post-manual-verification'),
};
