import * as v from 'valibot';

import { clientEdit, clientFields, type ClientEdit } from '../../model/client.js';
import {
  decisionInput,
  noteInput,
  type ClientChange,
  type Decision,
  type DecisionInput,
  type Note,
  type NoteInput,
  type Person,
} from '../../model/decision.js';
import { allowsAction, type SessionAction } from '../../model/permissions.js';
import { findReasons, type RejectionReason } from '../../model/rejection.js';
import type { Session } from '../../model/session.js';
import type { Workspace } from '../../model/workspace.js';
import { ReviewError, type ReviewErrorDetails } from '../errors.js';
import type { ChangeOptions } from '../review-api.js';
import { invalid, invalidInput } from './check.js';
import type { Entry, SessionStore } from './store.js';

/** Who changes a session, and when. */
export interface Origin {
  readonly by: Person;
  readonly at: string;
}

/** One kind of change: what it takes and what it makes of a session. */
interface Change<S extends v.GenericSchema> {
  readonly name: string;
  readonly input: S;
  readonly action: (input: v.InferOutput<S> | undefined) => SessionAction;
  readonly apply: (session: Session, input: v.InferOutput<S>, origin: Origin) => Session;
}

interface Answered {
  /** The request, in one canonical writing. */
  readonly request: string;
  readonly answer: Session;
}

const idempotencyKey = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/));

/** Makes changes one after the other, each once, with the answers of spec T. */
export class Changes {
  readonly #store: SessionStore;
  readonly #rejection: Workspace['rejection'];
  /** By actor and idempotency key, so that nobody is given what another one was answered. */
  readonly #answered = new Map<string, Answered>();

  constructor(store: SessionStore, rejection: Workspace['rejection']) {
    this.#store = store;
    this.#rejection = rejection;
  }

  decide(id: string, input: DecisionInput, options: ChangeOptions, origin: Origin): Session {
    const change: Change<typeof decisionInput> = {
      name: 'decide',
      input: decisionInput,
      action: (decision) => decision?.verdict ?? 'verify',
      apply: (session, decision) => decided(session, decision, this.#reasons(decision), origin),
    };
    return this.#make(change, id, input, options, origin);
  }

  edit(id: string, input: ClientEdit, options: ChangeOptions, origin: Origin): Session {
    return this.#make(editing, id, input, options, origin);
  }

  addNote(id: string, input: NoteInput, options: ChangeOptions, origin: Origin): Session {
    return this.#make(noting, id, input, options, origin);
  }

  #make<S extends v.GenericSchema>(
    change: Change<S>,
    id: string,
    rawInput: unknown,
    // A caller without types may leave anything out.
    options: Partial<ChangeOptions> | undefined,
    origin: Origin,
  ): Session {
    const entry = this.#store.find(id);
    if (!entry) throw notFound();
    const parsed = v.safeParse(change.input, rawInput);
    const input = parsed.success ? parsed.output : undefined;
    const name = JSON.stringify([origin.by.id, options?.idempotencyKey]);
    const request = JSON.stringify([change.name, id, input]);
    const answered = this.#answered.get(name);
    if (answered) {
      if (parsed.success && answered.request === request) return answered.answer;
      throw invalid('The idempotency key was used for another request.', [
        { pointer: 'Idempotency-Key', message: 'used for another request' },
      ]);
    }
    refuseClosed(entry.session, change.action(input));
    checkOptions(options);
    refuseStale(entry, options.version);
    if (!parsed.success) throw invalidInput(parsed.issues);
    const changed = change.apply(entry.session, parsed.output, origin);
    const answer = changed === entry.session ? changed : this.#store.replace(entry, changed);
    this.#answered.set(name, { request, answer });
    return answer;
  }

  #reasons(input: DecisionInput): RejectionReason[] {
    if (input.verdict === 'verify') return [];
    const { groups, reasonRequired } = this.#rejection;
    const reasons = findReasons(groups, input.reasons);
    if (!reasons) throw badReasons('not a reason of this company');
    if (reasonRequired && reasons.length === 0) throw badReasons('at least one is needed');
    return reasons;
  }
}

const badReasons = (message: string): ReviewError =>
  invalid('The reasons are not valid.', [{ pointer: '/reasons', message }]);

export const notFound = (): ReviewError => new ReviewError('not-found', 'There is no such thing.');

function refuseClosed({ status, decision }: Session, action: SessionAction): void {
  if (allowsAction(status, action)) return;
  if (status === 'processing') {
    throw new ReviewError('conflict', 'The session is still processing.');
  }
  const details: ReviewErrorDetails = decision ? { decision: structuredClone(decision) } : {};
  throw new ReviewError('already-decided', 'The session is decided already.', details);
}

function checkOptions(
  options: Partial<ChangeOptions> | undefined,
): asserts options is ChangeOptions {
  if (typeof options?.version !== 'string' || options.version === '') {
    throw invalid('The version of what was seen is missing.', [
      { pointer: 'If-Match', message: 'missing' },
    ]);
  }
  if (!v.is(idempotencyKey, options.idempotencyKey)) {
    throw invalid('The idempotency key is missing or malformed.', [
      { pointer: 'Idempotency-Key', message: 'expected 1–128 visible ASCII characters' },
    ]);
  }
}

/** Tells all edits to whoever names a version that never was: what they saw is not known. */
function refuseStale(entry: Entry, version: string): void {
  const { session } = entry;
  if (version === session.version) return;
  const known = entry.inVersion(version)?.changes.length ?? 0;
  throw new ReviewError('conflict', 'The session has changed since it was read.', {
    changes: structuredClone(session.changes.slice(known)),
  });
}

function newNote(
  session: Session,
  text: string,
  verdict: Note['verdict'],
  { by, at }: Origin,
): Note {
  const taken = new Set(session.notes.map((note) => note.id));
  let number = session.notes.length + 1;
  while (taken.has(`note-${number}`)) number += 1;
  return { id: `note-${number}`, text, by, at, verdict };
}

function decided(
  session: Session,
  input: DecisionInput,
  reasons: RejectionReason[],
  origin: Origin,
): Session {
  const { verdict, note } = input;
  const decision: Decision = { verdict, reasons: structuredClone(reasons), ...origin };
  return {
    ...session,
    status: verdict === 'verify' ? 'success' : 'rejected',
    completedAt: origin.at,
    decision,
    notes:
      note === null ? session.notes : [...session.notes, newNote(session, note, verdict, origin)],
  };
}

const editing: Change<typeof clientEdit> = {
  name: 'edit',
  input: clientEdit,
  action: () => 'edit-client',
  apply: (session, edit, origin) => {
    const changes = clientFields.flatMap((field): ClientChange[] => {
      const [before, after] = [session.client[field], edit[field]];
      return after === undefined || after === before ? [] : [{ field, before, after, ...origin }];
    });
    if (changes.length === 0) return session;
    return {
      ...session,
      client: { ...session.client, ...edit },
      changes: [...session.changes, ...changes],
    };
  },
};

const noting: Change<typeof noteInput> = {
  name: 'note',
  input: noteInput,
  action: () => 'add-note',
  apply: (session, { text }, origin) => ({
    ...session,
    notes: [...session.notes, newNote(session, text, null, origin)],
  }),
};
