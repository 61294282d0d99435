export * from './policy-preview.schemas.js';
export * from './settings.schemas.js';
export * from './web-hooks.schemas.js';
