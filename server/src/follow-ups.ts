import type { HookEvent } from './hooks/events.ts';
import { enqueueEvent } from './hooks/outbox.ts';
import { planScreening } from './screening/due.ts';
import type { FollowUp, FollowUps } from './store/follow-ups.ts';
import { notifySession } from './store/notify.ts';

const tellHooks =
  (event: HookEvent): FollowUp =>
  (transaction, companyId, session, at) =>
    enqueueEvent(transaction, companyId, event, { session, at: at.toISOString() });

/** What follows a change in this backend: watchers, the next screening, web hooks. */
export const followUps: FollowUps = {
  changed: notifySession,
  screened: planScreening,
  finished: tellHooks('post-verification'),
  decided: tellHooks('post-manual-verification'),
};
