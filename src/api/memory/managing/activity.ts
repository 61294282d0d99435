import * as v from 'valibot';

import {
  activityExport,
  activityQuery,
  maxActivityUsers,
  type ActivityChain,
  type ActivityPage,
} from '../../../model/activity-log.js';
import { createActivityCsvWriter } from '../../../model/csv/activity-csv.js';
import type { CsvChunk } from '../../../model/csv/csv-file.js';
import {
  describeActivityFilter,
  type DescribedActivity,
} from '../../../model/describe-activity.js';
import { checkRequest, invalid } from '../../check.js';
import type { ReviewApi } from '../../review-api.js';
import { forEachInSlices, Slices } from '../../slices.js';
import type { ActivityLog, StoredEntry } from '../activity-log.js';

type Filter = Pick<
  v.InferOutput<typeof activityQuery>,
  'users' | 'actions' | 'sessionId' | 'from' | 'before'
>;

/** The time and the number of an entry, which are its place in the order. */
type Place = readonly [at: number, sequence: number];

const placeOf = ({ at, sequence }: StoredEntry): Place => [Date.parse(at), sequence];

const isNewer = (a: Place, b: Place): boolean => a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);

const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The number after which entries are shown, and the last entry of the page before. */
const cursorContent = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictTuple([sequence, v.nullable(v.strictTuple([v.number(), sequence]))]),
);
type Cursor = v.InferOutput<typeof cursorContent>;

function readCursor(name: 'cursor' | 'after', text: string): Cursor {
  const content = v.safeParse(cursorContent, text);
  if (content.success && (content.output[1] === null) === (name === 'after')) return content.output;
  throw invalid('The cursor does not belong to this list.', [
    { pointer: name, message: 'not a cursor of this list' },
  ]);
}

function compile({ users, actions, sessionId, from, before }: Filter) {
  const [who, what] = [new Set<string>(users), new Set<string>(actions)];
  const start = from === null ? -Infinity : Date.parse(from);
  const end = before === null ? Infinity : Date.parse(before);
  return (entry: StoredEntry): boolean => {
    if (who.size > 0 && !who.has(entry.actor?.id ?? entry.details.userId ?? '')) return false;
    if (what.size > 0 && !what.has(entry.action)) return false;
    if (sessionId !== null && entry.sessionId !== sessionId) return false;
    const at = Date.parse(entry.at);
    return at >= start && at < end;
  };
}

/** The selected entries, newest first. */
async function select(
  log: ActivityLog,
  filter: Filter,
  signal: AbortSignal | undefined,
): Promise<StoredEntry[]> {
  const selects = compile(filter);
  const selected: StoredEntry[] = [];
  await forEachInSlices([...log.stored], new Slices(signal), (entry) => {
    if (selects(entry)) selected.push(entry);
  });
  return selected.sort((a, b) => (isNewer(placeOf(a), placeOf(b)) ? -1 : 1));
}

const rowsPerChunk = 200;

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

type Methods = Pick<
  ReviewApi,
  | 'listActivity'
  | 'listActivityUsers'
  | 'exportActivity'
  | 'getActivityChain'
  | 'checkActivityChain'
  | 'getActivityHead'
>;

/** Reads the log. `record` adds an entry of the user who calls. */
export function createActivity(log: ActivityLog, now: () => Date) {
  /** Signs heads. It ends with this adapter, as does the log. */
  let key: Promise<CryptoKey> | undefined;
  const loadKey = () =>
    (key ??= crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']));
  let checkedInFullAt: string | null = null;

  // Nothing else can write here, so every entry is as it was written.
  const chain = (): ActivityChain => ({
    first: 1,
    last: log.stored.length,
    verified: { sequence: log.stored.length, at: now().toISOString() },
    checkedInFullAt,
    fault: null,
    checking: null,
  });

  return (record: (activity: DescribedActivity) => void): Methods => ({
    listActivity: async (input, request): Promise<ActivityPage> => {
      const { limit, cursor, after, ...filter } = checkRequest(activityQuery, input);
      const isFirst = cursor === null && after === null;
      const start: Cursor =
        cursor !== null
          ? readCursor('cursor', cursor)
          : after !== null
            ? readCursor('after', after)
            : [0, null];
      if (isFirst) record({ action: 'activity-read', details: describeActivityFilter(filter) });
      const end = log.stored.length;
      const selected = await select(log, filter, request?.signal);
      const [since, last] = start;
      const rest = selected.filter(
        (entry) => entry.sequence > since && (!last || isNewer(last, placeOf(entry))),
      );
      const shown = rest.slice(0, limit);
      const lastShown = shown.at(-1);
      const next: Cursor | null =
        lastShown && rest.length > limit ? [since, [...placeOf(lastShown)]] : null;
      return {
        items: shown.map((entry) => log.show(entry)),
        nextCursor: next && JSON.stringify(next),
        latest: JSON.stringify([end, null] satisfies Cursor),
        total: isFirst ? { count: selected.length, exact: true } : null,
      };
    },

    listActivityUsers: () => {
      const items = log.users.slice(0, maxActivityUsers);
      return Promise.resolve({
        items: items.sort((a, b) => (a.name ?? a.id).localeCompare(b.name ?? b.id, 'en')),
      });
    },

    exportActivity: async (input, request) => {
      const { mode, bom, ...filter } = checkRequest(activityExport, input);
      const selected = await select(log, filter, request?.signal);
      record({
        action: 'activity-exported',
        details: { count: selected.length, ...describeActivityFilter(filter) },
      });
      const writer = createActivityCsvWriter({ mode, bom });
      const chunks = async function* (): AsyncGenerator<CsvChunk, void> {
        const encoder = new TextEncoder();
        const slices = new Slices(request?.signal);
        yield { bytes: encoder.encode(writer.head), count: 0 };
        for (let start = 0; start < selected.length; start += rowsPerChunk) {
          await slices.next();
          const rows = selected.slice(start, start + rowsPerChunk).map((entry) => log.show(entry));
          yield { bytes: encoder.encode(writer.write(rows)), count: start + rows.length };
        }
      };
      return { count: selected.length, chunks: chunks() };
    },

    getActivityChain: () => Promise.resolve(chain()),

    checkActivityChain: () => {
      const before = chain();
      record({ action: 'activity-checked', details: {} });
      checkedInFullAt = now().toISOString();
      return Promise.resolve(before);
    },

    getActivityHead: async () => {
      record({ action: 'activity-head-signed', details: {} });
      const head = { sequence: log.stored.length, at: now().toISOString() };
      const encoder = new TextEncoder();
      const parts = [{ alg: 'HS256', typ: 'kv-activity-head' }, head].map((part) =>
        base64url(encoder.encode(JSON.stringify(part))),
      );
      const text = parts.join('.');
      const signature = await crypto.subtle.sign('HMAC', await loadKey(), encoder.encode(text));
      return { ...head, signed: `${text}.${base64url(new Uint8Array(signature))}` };
    },
  });
}
