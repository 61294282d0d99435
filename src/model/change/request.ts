import * as v from 'valibot';

import { clientEdit, type ClientEdit } from '../client.js';
import { decisionInput, noteInput, type DecisionInput, type NoteInput } from '../decision.js';
import { falsePositiveInput, type FalsePositiveInput } from '../screening.js';

/** The input of each kind of change, the same as in `ReviewApi`. */
export interface ChangeInputs {
  decide: DecisionInput;
  edit: ClientEdit;
  note: NoteInput;
  'mark-false-positive': FalsePositiveInput;
  'recheck-screening': Record<string, never>;
}
export type ChangeKind = keyof ChangeInputs;

/** A requested change. A malformed input is refused later, after other checks; see `refusalOf`. */
export type ChangeRequest = {
  readonly [Kind in ChangeKind]: {
    readonly kind: Kind;
    /** `undefined` when the input does not match the schema. */
    readonly input: ChangeInputs[Kind] | undefined;
    readonly issues: readonly v.BaseIssue<unknown>[];
    /**
     * A canonical text of the request: equal requests have equal texts. `undefined` when the request
     * is invalid. A decision's claim is left out: it is a precondition, like the version. The text
     * contains personal data: a backend must store only a digest of it.
     */
    readonly canonical: string | undefined;
  };
}[ChangeKind];

/** A request whose input matches the schema. */
export type ValidChange = {
  readonly [Kind in ChangeKind]: { readonly kind: Kind; readonly input: ChangeInputs[Kind] };
}[ChangeKind];

const inputs: { readonly [Kind in ChangeKind]: v.GenericSchema<unknown, ChangeInputs[Kind]> } = {
  decide: decisionInput,
  edit: clientEdit,
  note: noteInput,
  'mark-false-positive': falsePositiveInput,
  'recheck-screening': v.strictObject({}),
};

function withoutClaim(input: ChangeInputs[ChangeKind]): object {
  const { claim: _, ...rest } = { claim: undefined, ...input };
  return rest;
}

/** Reads a request to change a session. Never throws. */
export function readChange(kind: ChangeKind, sessionId: string, input: unknown): ChangeRequest {
  const result = v.safeParse(inputs[kind], input);
  const read = result.success
    ? {
        input: result.output,
        issues: [],
        canonical: JSON.stringify([kind, sessionId, withoutClaim(result.output)]),
      }
    : { input: undefined, issues: result.issues, canonical: undefined };
  return { kind, ...read } as ChangeRequest;
}
