export {
  inCompany,
  inSnapshot,
  maxSnapshots,
  openDatabase,
  type CompanyTransaction,
  type Database,
  type DatabaseLocation,
} from './database.ts';
export { readPages } from './read-pages.ts';
export { requireOneRow } from './one-row.ts';
export type * from './schema.ts';
export { isKeptBySession } from './timeline-index.ts';
export { parseInstant } from './value-types.ts';
