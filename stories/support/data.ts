import type { Capability, OperationName } from 'kv-review/api';
import type { FaultRule, MemoryApiOptions } from 'kv-review/api/memory';
import type { Claim, Decision, Session, SessionStatus } from 'kv-review/model';
import {
  edgeSessions,
  sampleNow,
  samplePhoto,
  sampleScreening,
  sampleSessions,
  sampleUsers,
  sampleWorkspace,
} from 'kv-review/testing';

import type { StoryBackend } from './backend.js';

const { actor, ...workspace } = sampleWorkspace();

const colleague = sampleUsers[3] ?? actor;

/** The same fictional people in every story. The edge cases come last. */
export const sessions: readonly Session[] = [
  ...sampleSessions({ count: 240, seed: 'stories' }),
  ...edgeSessions(),
];

/** A story's backend: the sample company on a fixed day, with the changes that the story needs. */
export function backend(changes: Partial<MemoryApiOptions> = {}): StoryBackend {
  return () => ({
    sessions,
    actor,
    workspace,
    photos: samplePhoto,
    screen: sampleScreening(sessions),
    now: () => new Date(sampleNow),
    ...changes,
  });
}

const week = 7 * 24 * 60 * 60 * 1000;
const instant = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** The same sessions, as old today as they are on the day of the samples: a list shows how long they wait. */
const fromToday = (given: readonly Session[]): Session[] => {
  const passed = Date.now() - Date.parse(sampleNow);
  const moved = (text: string): string => new Date(Date.parse(text) + passed).toISOString();
  return JSON.parse(JSON.stringify(given).replace(instant, moved)) as Session[];
};

/** A claim of a user, who has begun just now. */
export const claimBy = (by: Claim['by']): Claim => ({
  number: 1,
  by,
  since: new Date(Date.now() - 240_000).toISOString(),
  until: new Date(Date.now() + dayLongDeadline).toISOString(),
});

/** Who has which session of a queue; most wait for somebody. */
const claimants: readonly (Claim['by'] | undefined)[] = [colleague, undefined, actor, undefined];

/** A company with due hours, whose sessions await action; some of them are overdue, and some are claimed. */
export const withQueue =
  (changes: Partial<MemoryApiOptions> = {}, people = claimants): StoryBackend =>
  () => {
    const waiting = fromToday(changes.sessions ?? sessions).filter(
      ({ status, createdAt }) => status === 'awaiting' && Date.now() - Date.parse(createdAt) < week,
    );
    return {
      ...backend()(),
      now: () => new Date(),
      settings: {
        dueHours: {
          'open-match': 12,
          'id-is-real': 40,
          'document-review': 44,
          mrz: 96,
          expiry: 200,
        },
      },
      ...changes,
      sessions: waiting.map((session, index) => {
        const by = people[index % people.length];
        return by ? { ...session, claim: claimBy(by) } : session;
      }),
    };
  };

/** A backend that lacks a capability. */
export const without = (capability: Capability): StoryBackend => {
  const capabilities = workspace.capabilities.filter((name) => name !== capability);
  return backend({ workspace: { ...workspace, capabilities } });
};

/** A backend with neither claims nor due dates. */
export const withoutQueue = (): StoryBackend =>
  backend({ workspace: { ...workspace, capabilities: ['decide'] } });

/** A backend that cannot make decisions. */
export const withoutDecisions = (): StoryBackend => without('decide');

/** A backend on which a session has changed since the story read it. */
export const withChanged = (changed: Session): StoryBackend =>
  backend({ sessions: sessions.map((session) => (session.id === changed.id ? changed : session)) });

/** The newest session of the status for which `fits` returns true. */
export function findSession(
  status: SessionStatus,
  fits: (session: Session) => boolean = () => true,
): Session {
  const found = sessions.find((session) => session.status === status && fits(session));
  if (!found) throw new Error(`The samples contain no ${status} session that fits.`);
  return found;
}

export function sessionWithId(id: string): Session {
  const found = sessions.find((session) => session.id === id);
  if (!found) throw new Error(`The samples contain no session ${id}.`);
  return found;
}

/** A session with everything that can ask for attention. */
export function sessionWithConcerns(): Session {
  const session = findSession(
    'awaiting',
    ({ screening }) => screening.status === 'match' && screening.matches.length > 1,
  );
  const { screening } = session;
  const note =
    'Asked the client for a better photo of the front side. They will send one on Monday.';
  return {
    ...session,
    id: 'concerns',
    screening:
      screening.status === 'match'
        ? { ...screening, unanswered: ['Register of Disqualified Directors'] }
        : screening,
    notes: [{ id: 'n-1', text: note, by: colleague, at: sampleNow, verdict: null }],
    failedConditions: [
      { condition: 'screening', observed: 'match', required: 'clear' },
      { condition: 'high-risk-nationality', observed: 'UTO', required: 'not-listed' },
      { condition: 'mrz', observed: 2, required: 0 },
      { condition: 'expiry', observed: '2026-05-31', required: '2026-06-15' },
      {
        condition: 'front-to-back',
        observed: [{ field: 'lastName', comparison: 'mismatch' }],
        required: 'match',
      },
      { condition: 'face-match-level', observed: 2, required: 4 },
    ],
  };
}

/** A backend with one session more. */
export const withSession = (session: Session): StoryBackend =>
  backend({ sessions: [session, ...sessions] });

/** The session after a colleague has rejected it. */
export function decidedByColleague(session: Session): Session {
  const [group] = workspace.rejection.groups;
  const decision: Decision = {
    verdict: 'reject',
    reasons: group?.reasons.slice(0, 1) ?? [],
    by: colleague,
    at: sampleNow,
  };
  return {
    ...session,
    status: 'rejected',
    version: `${session.version}-decided`,
    completedAt: decision.at,
    decision,
  };
}

/** The session after a colleague has corrected the client's last name. */
export function editedByColleague(session: Session): Session {
  const before = session.client.lastName;
  const after = `${before ?? ''}-Specimen`;
  return {
    ...session,
    version: `${session.version}-edited`,
    client: { ...session.client, lastName: after },
    changes: [
      ...session.changes,
      { field: 'lastName', before, after, by: colleague, at: sampleNow },
    ],
  };
}

/** The session after a colleague has marked its first matches as false positives, or all. */
export function markedByColleague(session: Session, count = Infinity): Session {
  const { screening } = session;
  if (screening.status !== 'match') throw new Error('The session has no match to mark.');
  const falsePositive = {
    reason: 'The entry was born in 1951, the client in 1988. Compared with the document by hand.',
    by: colleague,
    at: sampleNow,
  };
  const matches = screening.matches.map((match, index) =>
    index < count ? { ...match, falsePositive } : match,
  );
  return { ...session, screening: { ...screening, matches } };
}

type Methods = OperationName | readonly OperationName[];

/** The answer never arrives. */
export const never = (method: Methods): FaultRule => ({
  kind: 'delay',
  milliseconds: Infinity,
  method,
});

/** The answer is an error, at every call or at the given ones. */
export const failing = (
  method: Methods,
  code: Extract<FaultRule, { kind: 'error' }>['code'],
  calls?: readonly number[],
): FaultRule => ({ kind: 'error', code, method, ...(calls ? { calls } : {}) });

/** In milliseconds. A story that waits must not end while somebody looks at it. */
export const dayLongDeadline = 24 * 60 * 60 * 1000;
