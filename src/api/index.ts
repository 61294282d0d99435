export * from './changes.js';
export * from './error-schemas.js';
export * from './errors.js';
export { createIteration } from './iteration.js';
export * from './review-api.js';
