import * as v from 'valibot';

import { identifier } from './primitives.js';
import { role } from './workspace.js';

/** A page of the interface that a user can open. */
export const activityPageName = v.picklist([
  'sessions',
  'awaiting',
  'rejected',
  'session',
  'dashboard',
  'activity',
  'settings',
]);
export type ActivityPageName = v.InferOutput<typeof activityPageName>;

/**
 * An action of a user that the backend cannot observe (spec S7). A report of a file says that the file
 * was made for the user. Nothing can say whether the browser saved it.
 */
export const activityReport = v.pipe(
  v.strictObject({
    action: v.picklist(['export-csv', 'export-statistics', 'download-pdf', 'page-opened']),
    /** The sessions concerned. When there are more, `count` is sent instead. */
    sessionIds: v.exactOptional(v.pipe(v.array(identifier), v.maxLength(200))),
    count: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    /** The page that was opened. */
    page: v.exactOptional(activityPageName),
  }),
  v.check(
    ({ action, page }) => (action === 'page-opened') === (page !== undefined),
    'a page belongs to `page-opened`, and to nothing else',
  ),
);
export type ActivityReport = v.InferOutput<typeof activityReport>;

/**
 * A sign-in that the host page's own backend reports. Only it knows of one that failed, and no page may
 * report one: it could be forged.
 */
export const signInReport = v.variant('action', [
  v.strictObject({
    action: v.picklist(['sign-in', 'sign-out']),
    userId: identifier,
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    role,
  }),
  v.strictObject({
    action: v.literal('sign-in-failed'),
    /**
     * The user whose account was tried; `null` when the account does not exist. Never what somebody
     * typed, which may be a password.
     */
    userId: v.nullable(identifier),
  }),
]);
export type SignInReport = v.InferOutput<typeof signInReport>;
