import {
  answerAgain,
  outcomeOf,
  readChange,
  type Attribution,
  type ChangeContext,
  type ChangeKind,
  type ChangeOutcome,
  type ChangeRequest,
} from '../../model/change.js';
import type { Client } from '../../model/client.js';
import { describeChange, type DescribedActivity } from '../../model/describe-activity.js';
import type { CheckedScreening } from '../../model/screening.js';
import type { Session } from '../../model/session.js';
import { answeredBefore, applyChange, checkChange, type StoredAnswer } from '../changes.js';
import type { ChangeOptions } from '../review-api.js';
import type { Workspace } from '../workspace.js';
import type { Claims } from './claims.js';
import type { FalsePositives } from './false-positives.js';
import { notFound } from './not-found.js';
import type { SessionStore } from './store.js';

/** Screens a client. When it rejects, the result is `unknown`. */
export type ScreeningSource = (client: Client) => CheckedScreening | Promise<CheckedScreening>;

/** What a company has decided about changes. */
type CompanyRules = Pick<Workspace, 'rejection' | 'timeZone' | 'claims'>;

/** A change that a caller requests. */
export interface Change {
  readonly kind: ChangeKind;
  readonly id: string;
  readonly input: unknown;
  /** A caller without types may omit any of them. */
  readonly options: Partial<ChangeOptions> | undefined;
  readonly attribution: Attribution;
  /** Receives a description of a change that was made, for the activity log. */
  readonly record: (activity: DescribedActivity, sessionId: string) => void;
}

interface Prepared {
  readonly session: Session;
  readonly request: ChangeRequest;
  readonly context: ChangeContext;
  /** By actor and idempotency key. */
  readonly name: string;
  readonly answered: ChangeOutcome | undefined;
}

/** Makes each change once, one after the other, with the answers of spec T. */
export class Changes {
  readonly #store: SessionStore;
  readonly #rules: CompanyRules;
  readonly #falsePositives: FalsePositives;
  readonly #claims: Claims | undefined;
  /** By actor and idempotency key, so that no user receives another user's answer. */
  readonly #answered = new Map<string, StoredAnswer<ChangeOutcome>>();

  constructor(
    store: SessionStore,
    rules: CompanyRules,
    falsePositives: FalsePositives,
    claims: Claims | undefined,
  ) {
    this.#store = store;
    this.#claims = claims;
    this.#rules = rules;
    this.#falsePositives = falsePositives;
  }

  make(change: Change, found?: CheckedScreening): Session {
    const { session, request, context, name, answered } = this.#prepare(change);
    if (answered) return answerAgain(answered, session);
    const changed = applyChange(session, request, found ? { ...context, found } : context);
    if (changed.decision) this.#claims?.end(session.id);
    const answer = changed === session ? session : this.#store.replace(changed);
    if (request.canonical !== undefined) {
      const outcome = outcomeOf(request, answer);
      this.#answered.set(name, { canonical: request.canonical, answer: outcome });
    }
    if (request.kind === 'mark-false-positive' && request.input) {
      this.#falsePositives.learn(answer, request.input.matchId);
    }
    // A screening is recorded even if it changes nothing.
    if (answer !== session || request.kind === 'recheck-screening') {
      change.record(describeChange(request, session, answer, found), session.id);
    }
    return answer;
  }

  /** Screens only if the change is allowed. Other changes may come first while it screens. */
  async recheck(change: Omit<Change, 'kind' | 'input'>, screen: ScreeningSource): Promise<Session> {
    const full: Change = { ...change, kind: 'recheck-screening', input: {} };
    const { session, request, context, answered } = this.#prepare(full);
    if (answered) return answerAgain(answered, session);
    checkChange(session, request, context);
    const found = await this.#screen(session, screen, change.attribution.at);
    return this.make(full, this.#falsePositives.markIn(session, found));
  }

  async #screen(
    { client }: Session,
    screen: ScreeningSource,
    checkedAt: string,
  ): Promise<CheckedScreening> {
    try {
      return structuredClone(await screen(structuredClone(client)));
    } catch {
      return { status: 'unknown', checkedAt };
    }
  }

  #prepare({ kind, id, input, options, attribution }: Change): Prepared {
    const session = this.#store.find(id);
    if (!session) throw notFound();
    const request = readChange(kind, id, input);
    const name = JSON.stringify([attribution.by.id, options?.idempotencyKey]);
    const answered = answeredBefore(this.#answered.get(name), request.canonical);
    const context: ChangeContext = {
      options,
      attribution,
      rejection: this.#rules.rejection,
      timeZone: this.#rules.timeZone,
      claims: this.#claims?.contextFor(id, attribution.by.id, !!this.#rules.claims?.required),
      isOtherSession: (other) => other !== id && this.#store.find(other) !== undefined,
      changesSince: (version) =>
        session.changes.slice(this.#store.findVersion(id, version)?.changes.length ?? 0),
    };
    return { session, request, context, name, answered };
  }
}
