export * from './conformance.js';
export * from './sample/index.js';
