import { clientFields, type Client } from '../../model/client.js';
import type { ClientChange, Decision, Note, Person, Verdict } from '../../model/decision.js';
import type { SessionStatus } from '../../model/session.js';
import { drawReasons, type Cause } from './causes.js';
import { drawRemark, drawUser } from './company-data.js';
import type { Random } from './random.js';

/** The planned outcome of a session, and why. */
export interface Plan {
  status: SessionStatus;
  /** The policy decides. */
  automatic: boolean;
  causes: readonly Cause[];
  /** The policy could not judge every condition of a session that it verifies. */
  judgedInPart?: boolean;
}

interface Material {
  /** The client as read from the document. */
  read: Client;
  /** The document's values, without misreadings. */
  truth: Client;
  finishedAt: number;
  now: number;
}

export interface Review {
  client: Client;
  changes: ClientChange[];
  notes: Note[];
  decision: Decision | null;
}

const second = 1000;
const hour = 60 * 60 * second;

/** The actions of agents and the policy after the client had finished. */
export function createReview(random: Random, plan: Plan, material: Material): Review {
  const { status, causes, automatic, judgedInPart } = plan;
  const { read, truth, finishedAt, now } = material;
  const isSeen = status === 'awaiting' || !automatic;
  const durationMs = Math.min(now - finishedAt, isSeen ? 9 * hour : 2 * second);
  const between = (share: number) =>
    new Date(finishedAt + Math.floor(durationMs * share)).toISOString();
  const share = 0.1 + 0.8 * random.next();

  const by = automatic ? null : drawUser(random);
  const changes =
    isSeen && random.chance(0.6)
      ? correct(read, truth, by ?? drawUser(random), between(share / 2))
      : [];
  const client = changes.length > 0 ? truth : read;

  if (status === 'processing') return { client: read, changes: [], notes: [], decision: null };
  if (status === 'awaiting') {
    const text = drawRemark(random, 'open');
    const note = {
      id: drawNoteId(random),
      text,
      by: drawUser(random),
      at: between(1),
      verdict: null,
    };
    return { client, changes, notes: random.chance(0.12) ? [note] : [], decision: null };
  }

  const verdict: Verdict = status === 'success' ? 'verify' : 'reject';
  const at = between(share);
  const reasons = by && verdict === 'reject' ? drawReasons(random, causes) : [];
  const note = { id: drawNoteId(random), text: drawRemark(random, verdict), by, at, verdict };
  return {
    client,
    changes,
    notes: by && random.chance(0.55) ? [note] : [],
    decision: { verdict, reasons, by, at, ...(judgedInPart && { judgedInPart }) },
  };
}

function drawNoteId(random: Random): string {
  return `n-${random.code(10)}`;
}

/** One change for each field that was misread or not read. */
function correct(read: Client, truth: Client, by: Person, at: string): ClientChange[] {
  return clientFields
    .filter((field) => read[field] !== truth[field])
    .map((field) => ({ field, before: read[field], after: truth[field], by, at }));
}
