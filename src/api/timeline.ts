import * as v from 'valibot';

import type { TimelinePlace } from '../model/describe-timeline.js';
import { timelineOrder, timelineQuery, type TimelineQuery } from '../model/timeline.js';
import { checkRequest, invalid } from './check.js';

/** The entries of one page of a backend of ours. */
export const timelinePageSize = 50;

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** More entries of one instant than any session has. */
const maxSkip = 10_000;

const content = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictTuple([
    timelineOrder,
    v.pipe(v.number(), v.safeInteger(), v.minValue(-8.64e15), v.maxValue(8.64e15)),
    v.pipe(whole, v.maxValue(maxSkip)),
  ]),
);

/** Writes a place as a cursor. It contains no personal data. */
export const writeTimelineCursor = (place: TimelinePlace): string =>
  JSON.stringify([place.order, place.at, place.skip]);

/**
 * Reads where a page of a timeline begins.
 * @throws ReviewError `invalid` for a malformed query, or a cursor of another order.
 */
export function readTimelinePlace({ order, cursor }: TimelineQuery = {}): TimelinePlace {
  const query = checkRequest(
    timelineQuery,
    { ...(order !== undefined && { order }), ...(cursor !== undefined && { cursor }) },
    'parameters',
  );
  const chosen = query.order ?? 'newest';
  if (query.cursor === undefined) return { order: chosen, at: null, skip: 0 };
  const read = v.safeParse(content, query.cursor);
  if (!read.success || read.output[0] !== chosen) {
    throw invalid('The cursor does not belong to this timeline.', [
      { pointer: 'cursor', message: 'not a cursor of this timeline' },
    ]);
  }
  const [, at, skip] = read.output;
  return { order: chosen, at, skip };
}
