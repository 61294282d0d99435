export { createHttpApi, type HttpApiOptions } from './client.js';
export { routes, type OperationId, type Route, type RouteAnswer } from './contract.js';
export { createHandler, type HandlerOptions, type ReviewApiSource } from './handler.js';
export { problem, type Problem } from './problem.js';
export type { GetToken } from './token.js';

// For what a backend serves beside `createHandler`.
export { parseJson, readBytes, TooLargeError } from './body.js';
export { checkRequest } from './validate.js';
export { toProblem, type ProblemOptions } from './write-problem.js';
