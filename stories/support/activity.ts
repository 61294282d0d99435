import type { MemoryApiOptions } from 'kv-review/api/memory';
import { sampleNow, sampleUsers } from 'kv-review/testing';

import type { StoryBackend } from './backend.js';
import { sessions } from './data.js';
import { settingsBackend } from './settings.js';

type Logged =
  NonNullable<MemoryApiOptions['activity']> extends Iterable<infer Entry> ? Entry : never;
type Action = Pick<Logged, 'action' | 'details'>;

/** What users do in a day, oldest first. */
const actions: readonly Action[] = [
  { action: 'sign-in-failed', details: { userId: 'u-17' } },
  { action: 'sign-in', details: {} },
  { action: 'page-opened', details: { view: 'awaiting' } },
  { action: 'sessions-listed', details: { count: 50, searched: true, fields: ['statuses'] } },
  { action: 'session-read', details: {} },
  { action: 'photo-read', details: { photoId: 'p-4711', size: 'full' } },
  { action: 'edit', details: { fields: ['firstName', 'lastName', 'expirationDate'] } },
  { action: 'decision', details: { verdict: 'verify', reasons: [], noteId: 'n-12' } },
  { action: 'session-read', details: {} },
  { action: 'decision', details: { verdict: 'reject', reasons: ['fake', 'selfie-mismatch'] } },
  { action: 'download-pdf', details: {} },
  { action: 'export-csv', details: { count: 240, searched: false, fields: ['createdFrom'] } },
  { action: 'thumbnails-read', details: { count: 12, sessionIds: ['s-1', 's-2', 's-3'] } },
  { action: 'forbidden', details: { operation: 'saveSettings' } },
  { action: 'settings-changed', details: { fields: ['acceptanceLevel', 'maxAttempts'] } },
  { action: 'screening-rechecked', details: { outcome: 'match', count: 2 } },
  { action: 'false-positive-marked', details: { matchId: 'm-2', count: 1 } },
  { action: 'web-hook-tested', details: { hookId: 'h-1', deliveryId: 'd-9' } },
  { action: 'attempt-finished', details: { attempt: 1, outcome: 'awaiting' } },
  { action: 'activity-exported', details: { count: 1200, fields: ['from', 'before'] } },
];

const ofSessions = new Set<string>([
  'session-read',
  'photo-read',
  'edit',
  'decision',
  'download-pdf',
  'screening-rechecked',
  'false-positive-marked',
  'attempt-finished',
]);
const ofServers = new Set<string>(['attempt-finished', 'sign-in-failed']);

/** Entries one minute apart, the newest a minute ago. */
export const loggedActivity = (count: number): Logged[] =>
  Array.from({ length: count }, (_, index) => {
    const { action, details } = actions[index % actions.length] ?? {
      action: 'sign-in',
      details: {},
    };
    const at = new Date(Date.parse(sampleNow) - (count - index) * 60_000).toISOString();
    const place = (index * 7) % sampleUsers.length;
    const person = sampleUsers[place];
    const user = person ? ({ ...person, role: place === 0 ? 'master' : 'agent' } as const) : null;
    return {
      action,
      details,
      at,
      actor: ofServers.has(action) ? null : user,
      sessionId: ofSessions.has(action) ? (sessions[index % sessions.length]?.id ?? null) : null,
    };
  });

/** A backend whose user is a master user, with a log. */
export const activityBackend = (changes: Partial<MemoryApiOptions> = {}): StoryBackend =>
  settingsBackend({ activity: loggedActivity(400), ...changes });
