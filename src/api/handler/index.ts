export { createHandler, type HandlerOptions, type ReviewApiSource } from './create-handler.js';
export type { HandlerFailure } from './failure.js';
export { problem, type Problem } from '../http/problem.js';

// For the routes that a backend serves beside `createHandler`.
export { checkRequest } from '../check.js';
export { changeHeaders } from '../http/change-headers.js';
export { checkMediaType, readBody, readJsonBody } from './read-body.js';
export type { RedeemCode } from './redeem-code.js';
export { Refusal, refusal } from './refusal.js';
export { toProblem, type ProblemOptions } from './write-problem.js';
