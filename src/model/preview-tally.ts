import { currentAttempt } from './current-attempt.js';
import type { FailedCondition } from './failed-condition.js';
import type { IpCountry } from './judgement-record.js';
import {
  assess,
  policyConditions,
  type Assessment,
  type PolicyContext,
  type PolicyEvidence,
} from './policy.js';
import type { Session } from './session.js';
import { maxPreviewIds, type PreviewedMove, type SettingsPreview } from './settings-preview.js';
import type { PolicySettings } from './settings.js';

/** A session that the policy has judged. */
export interface PastSession {
  readonly id: string;
  /** Of the attempt that was judged; `null` if it is not kept any more. */
  readonly evidence: PolicyEvidence | null;
  /** As it was when the session was judged. */
  readonly context: Omit<PolicyContext, 'ipCountry'> & {
    /** `null` if it was not kept. */
    readonly ipCountry: IpCountry | null;
  };
}

/**
 * What is known of a session's judgement; `undefined` while the session is processing, and when it ended
 * without one. A session from before the judgement was kept was judged when its attempt ended, and by
 * what its screening says now.
 */
export function pastSessionOf(
  session: Pick<Session, 'id' | 'status' | 'completedAt' | 'attempts' | 'screening' | 'judgement'>,
): PastSession | undefined {
  const { id, status, judgement } = session;
  if (status === 'processing') return undefined;
  const last = currentAttempt(session);
  const at = judgement?.at ?? last?.finishedAt ?? session.completedAt;
  if (!at || (last && last.finishedAt === null)) return undefined;
  return {
    id,
    evidence: last ?? null,
    context: {
      now: new Date(at),
      ipCountry: judgement?.ipCountry ?? null,
      screening: judgement?.screening ?? session.screening,
    },
  };
}

interface Tally {
  count: number;
  readonly sessionIds: string[];
}

interface Move extends Pick<PreviewedMove, 'from' | 'to'> {
  count: number;
  readonly conditions: Map<string, Tally>;
}

const checksAddress = ({ highRiskCountries }: PolicySettings): boolean =>
  highRiskCountries.some(({ checkIp }) => checkIp);

const namesOf = (failed: readonly FailedCondition[]): Set<string> =>
  new Set(failed.map(({ condition }) => condition));

/**
 * The conditions that make the difference: those that only one of the two settings does not meet. When
 * Awaiting Action is switched, other conditions count, so they are those that then decide: what still
 * fails, or what no longer keeps the session from success.
 */
function differing(before: Assessment, after: Assessment, isSwitched: boolean): string[] {
  const [one, other] = [namesOf(before.failedConditions), namesOf(after.failedConditions)];
  if (isSwitched) return [...(after.status === 'success' ? one : other)];
  return [...new Set([...one, ...other])].filter((name) => one.has(name) !== other.has(name));
}

/** In the order of `policyConditions`, where the number is the same. */
function byCount<Item extends { count: number }>(a: Item, b: Item): number {
  return b.count - a.count;
}

/**
 * Judges past sessions by two settings and counts what differs. `add` is one short step, so a caller can
 * work in slices or in a worker, and report its progress.
 */
export class PreviewTally {
  readonly #before: PolicySettings;
  readonly #after: PolicySettings;
  readonly #checksAddress: boolean;
  readonly #isSwitched: boolean;
  readonly #moves = new Map<string, Move>();
  readonly #leftOut = { evidence: 0, ipCountry: 0 };
  #judged = 0;
  #changed = 0;

  constructor(before: PolicySettings, after: PolicySettings) {
    this.#before = before;
    this.#after = after;
    this.#checksAddress = checksAddress(before) || checksAddress(after);
    this.#isSwitched = before.awaitingAction !== after.awaitingAction;
  }

  /** Adds a session, the newest first. */
  add({ id, evidence, context }: PastSession): void {
    if (!evidence) {
      this.#leftOut.evidence += 1;
      return;
    }
    if (!context.ipCountry && this.#checksAddress) {
      this.#leftOut.ipCountry += 1;
      return;
    }
    // Without a rule on it, the country affects nothing.
    const known: PolicyContext = { ...context, ipCountry: context.ipCountry ?? { kind: 'absent' } };
    const before = assess(evidence, this.#before, known);
    const after = assess(evidence, this.#after, known);
    this.#judged += 1;
    if (before.status === after.status) return;
    this.#changed += 1;
    const move = this.#moveOf(before.status, after.status);
    move.count += 1;
    for (const condition of differing(before, after, this.#isSwitched)) {
      const tally = move.conditions.get(condition) ?? { count: 0, sessionIds: [] };
      move.conditions.set(condition, tally);
      tally.count += 1;
      if (tally.sessionIds.length < maxPreviewIds) tally.sessionIds.push(id);
    }
  }

  /** What was counted so far. */
  result(version: string): SettingsPreview {
    const moves = [...this.#moves.values()].map(({ from, to, count, conditions }) => ({
      ...{ from, to, count },
      conditions: policyConditions
        .flatMap((condition) => {
          const tally = conditions.get(condition);
          return tally
            ? [{ condition, count: tally.count, sessionIds: [...tally.sessionIds] }]
            : [];
        })
        .sort(byCount),
    }));
    return {
      version,
      judged: this.#judged,
      changed: this.#changed,
      moves: moves.sort(byCount),
      leftOut: { ...this.#leftOut },
    };
  }

  #moveOf(from: PreviewedMove['from'], to: PreviewedMove['to']): Move {
    const key = `${from} ${to}`;
    const conditions = new Map<string, Tally>();
    const move = this.#moves.get(key) ?? { from, to, count: 0, conditions };
    this.#moves.set(key, move);
    return move;
  }
}
