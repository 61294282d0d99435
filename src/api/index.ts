export * from './errors.js';
export * from './review-api.js';
