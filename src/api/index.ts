export * from './error-schemas.js';
export * from './errors.js';
export * from './review-api.js';
