import * as v from 'valibot';

import { open } from './open.js';
import { identifier, settingsVersion } from './primitives.js';
import { sessionStatus } from './session-summary.js';
import { policyChange } from './settings-change.js';

/** The most sessions that a preview judges. */
export const maxPreviewSessions = 10_000;

/** The most ids of one condition in a preview. */
export const maxPreviewIds = 50;

/** A change of the conditions to try on the company's last sessions. */
export const previewInput = v.strictObject({
  change: policyChange,
  /** How many sessions, the newest first. */
  sessions: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxPreviewSessions)),
    maxPreviewSessions,
  ),
});
export type PreviewInput = v.InferInput<typeof previewInput>;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Sessions that would end otherwise because of one condition. */
export const previewedCondition = v.object({
  /** A `PolicyCondition`, or one of a newer backend. */
  condition: v.string(),
  count,
  /** The newest of them. */
  sessionIds: v.pipe(v.array(identifier), v.maxLength(maxPreviewIds)),
});
export type PreviewedCondition = v.InferOutput<typeof previewedCondition>;

/** Sessions that would end in one way instead of another. */
export const previewedMove = v.object({
  from: open(sessionStatus),
  to: open(sessionStatus),
  count,
  /** The most frequent first. A session counts for each condition that makes the difference. */
  conditions: v.array(previewedCondition),
});
export type PreviewedMove = v.InferOutput<typeof previewedMove>;

/**
 * What a change of the conditions would have changed (spec S10). Past sessions are judged twice, by the
 * saved and by the changed settings, so the difference is that of the change alone. What agents decided
 * afterwards does not count.
 */
export const settingsPreview = v.object({
  /** The saved settings. */
  version: settingsVersion,
  /** How many sessions were judged. */
  judged: count,
  /** How many of them would end otherwise. */
  changed: count,
  /** The most frequent first. */
  moves: v.array(previewedMove),
  /** How many sessions could not be judged again. */
  leftOut: v.object({
    /** Their evidence is not kept any more. */
    evidence: count,
    /** A rule checks the country of the address, which was not kept. */
    ipCountry: count,
  }),
});
export type SettingsPreview = v.InferOutput<typeof settingsPreview>;
