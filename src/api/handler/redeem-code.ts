import { checkAnswer, checkRequest } from '../check.js';
import { ReviewError } from '../errors.js';
import type { AccessToken } from '../operations/code-exchange.schemas.js';
import { checkMediaType, readJsonBody } from './read-body.js';

/**
 * Exchanges a code for a token, and removes the code, so that of two requests at the same time one fails.
 * It rejects with the `ReviewError` `unauthenticated`, the same for every reason. It checks where the request
 * comes from (`Origin`), and limits how often an address may try.
 */
export type RedeemCode = (code: string, request: Request) => Promise<AccessToken>;

/** Answers `POST /v1/code-exchange`. */
export async function answerCode(
  redeem: RedeemCode | undefined,
  request: Request,
  maxBodySize: number,
): Promise<Response> {
  if (!redeem) throw new ReviewError('unsupported', 'This backend does not exchange codes.');
  checkMediaType(request, 'application/json');
  const { redeemCode: schemas } = await import('../operations/code-exchange.schemas.js');
  const { code } = checkRequest(schemas.input, await readJsonBody(request, maxBodySize));
  return Response.json(checkAnswer(schemas.answer, await redeem(code, request), 'redeemCode'));
}
