/** The activity log for master users (spec S7). */
import { ReviewError, type ReviewApiMethods } from 'kv-review/api';
import { checkRequest } from 'kv-review/api/handler';
import { createActivityCsvWriter } from 'kv-review/export/csv';
import { activityExport, activityQuery, describeActivityFilter } from 'kv-review/model';

import type { LoggedAction } from '../activity/entry.ts';
import { exportHead } from '../activity/head.ts';
import type { ActivityKeys } from '../activity/keys.ts';
import { countEntries, findCsvEntries, listEntries, listUsers } from '../activity/listing.ts';
import { readChainEnd } from '../activity/log.ts';
import { readPlace, writePlace, type LogPlace } from '../activity/places.ts';
import { readChain, requestCheck } from '../store/activity-checks.ts';
import { refuseUnstorable } from '../store/storable.ts';
import type { CsvExports } from './csv-exports.ts';
import type { ManagingTools } from './managing-tools.ts';

export interface ActivityOptions {
  readonly keys: ActivityKeys;
  readonly exports: CsvExports;
}

/** Milliseconds after which an open log counts as opened again. */
const openingMs = 60 * 60_000;

function wrongPlace(pointer: 'cursor' | 'after'): ReviewError {
  return new ReviewError('invalid', 'The cursor does not belong to this list.', {
    parts: [{ pointer, message: 'not a cursor of this list' }],
  });
}

/** Makes the operations of one user. */
export function manageActivity(
  { keys, exports }: ActivityOptions,
  { companyId, userId, now, within, record, asMaster }: ManagingTools,
) {
  const { writing: key } = keys;

  /** Adds an entry in a transaction of its own, before anything is answered. */
  const recordNow = (action: LoggedAction): Promise<void> =>
    within((transaction) => record(transaction, action));

  return {
    listActivity: (input, request) =>
      asMaster('listActivity', request, async () => {
        const { limit, cursor, after, ...filter } = checkRequest(activityQuery, input);
        refuseUnstorable(filter);
        // A page continues with the same filter; what is new may be asked for with any.
        const contexts = {
          cursor: [companyId, userId, 'cursor', filter],
          after: [companyId, userId, 'after'],
        };
        const read = (name: 'cursor' | 'after', text: string): LogPlace => {
          const place = readPlace(text, contexts[name], key);
          if (!place) throw wrongPlace(name);
          return place;
        };
        const given =
          cursor !== null
            ? read('cursor', cursor)
            : after !== null
              ? read('after', after)
              : undefined;
        const time = now().getTime();
        const isOpened = !given || time - given.recordedAt > openingMs;
        const recordedAt = isOpened ? time : given.recordedAt;
        if (isOpened) {
          await recordNow({ action: 'activity-read', details: describeActivityFilter(filter) });
        }
        const { since, last } = given ?? { since: 0, last: null };
        return within(async (transaction) => {
          // Before the page, so that no entry comes between the two.
          const end = await readChainEnd(transaction, companyId);
          const page = await listEntries(transaction, companyId, filter, { since, last, limit });
          const lastItem = page.items.at(-1);
          return {
            items: page.items,
            nextCursor:
              lastItem && !page.isLast
                ? writePlace({ since, last: lastItem, recordedAt }, contexts.cursor, key)
                : null,
            latest: writePlace(
              { since: end.sequence, last: null, recordedAt },
              contexts.after,
              key,
            ),
            total: given ? null : await countEntries(transaction, companyId, filter),
          };
        });
      }),

    listActivityUsers: (request) =>
      asMaster('listActivityUsers', request, async () => ({
        items: await within((transaction) => listUsers(transaction, companyId)),
      })),

    exportActivity: (input, request) =>
      asMaster('exportActivity', request, async () => {
        const { mode, bom, ...filter } = checkRequest(activityExport, input);
        refuseUnstorable(filter);
        const file = await exports.open({
          ...{ companyId, signal: request?.signal },
          writer: createActivityCsvWriter({ mode, bom }),
          find: (transaction) => findCsvEntries(transaction, companyId, filter),
        });
        try {
          await recordNow({
            action: 'activity-exported',
            details: { count: file.count, ...describeActivityFilter(filter) },
          });
        } catch (error) {
          await file.chunks[Symbol.asyncIterator]().return?.();
          throw error;
        }
        return file;
      }),

    getActivityChain: (request) =>
      asMaster('getActivityChain', request, () =>
        within((transaction) => readChain(transaction, companyId, { keys, now })),
      ),

    checkActivityChain: (request) =>
      asMaster('checkActivityChain', request, async () => {
        await recordNow({ action: 'activity-checked', details: {} });
        return within(async (transaction) => {
          const before = await readChain(transaction, companyId, { keys, now });
          await requestCheck(transaction, companyId, now());
          return before;
        });
      }),

    getActivityHead: (request) =>
      asMaster('getActivityHead', request, async () => {
        await recordNow({ action: 'activity-head-signed', details: {} });
        const end = await within((transaction) => readChainEnd(transaction, companyId));
        const at = now().toISOString();
        const signed = await exportHead({ companyId, ...end, at }, key);
        return { sequence: end.sequence, at, signed };
      }),
  } satisfies Partial<ReviewApiMethods>;
}
