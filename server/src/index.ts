/** The parts of the backend, for programs that embed it. */
export { openBackend, type Backend, type BackendOptions } from './backend.ts';
export { readConfig, type Config } from './config.ts';
export type { Database, DatabaseLocation } from './database/index.ts';
export { listen, type ListenOptions, type RunningServer } from './http/server.ts';
export {
  addApiKey,
  createCompany,
  readCompany,
  revokeApiKey,
  type Company,
  type NewCompany,
} from './store/companies.ts';
export type { MissingPhoto } from './review/review-api.ts';
export { seedSessions, type SeedOptions } from './store/seed.ts';
