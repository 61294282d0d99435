import { deliveryJobs } from './hooks/outbox.ts';
import type { JobTable } from './jobs/job.ts';
import { screeningJobs } from './screening/due.ts';
import { photoRemovals } from './store/object-deletions.ts';

/** Every kind of background job that the server knows, whether this process runs it or not. */
export const jobTables: readonly JobTable[] = [deliveryJobs, photoRemovals, screeningJobs];
