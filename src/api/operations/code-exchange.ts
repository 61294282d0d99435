import type { Operation } from './operation.js';

/**
 * An operation of the contract that the port does not have, because its caller is not signed in yet. No
 * adapter implements it, and no element calls it.
 */
export type SignInOperation = Pick<Operation, 'method' | 'path'> & {
  readonly input: 'application/json';
  readonly answer: 'json';
};

/**
 * A sign-in by a single-use code, for host pages that can pass a text in an attribute and nothing else. The
 * company's own server requests the code; how it does so is not part of this contract.
 */
export const codeExchange = {
  /**
   * Exchanges a code for an access token, without credentials. A code works once, for at most a minute, and
   * only from pages of the company's origins. The answer to a code that is unknown, used, too old, or sent by
   * a page of another origin is the same.
   * @summary Exchange a code for a token
   * @returns The token, and the seconds until it expires.
   */
  redeemCode: {
    method: 'POST',
    path: '/v1/code-exchange',
    input: 'application/json',
    answer: 'json',
  },
} as const satisfies Readonly<Record<string, SignInOperation>>;

export type SignInName = keyof typeof codeExchange;
