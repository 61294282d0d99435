import { deliveryJobs } from './hooks/outbox.ts';
import type { JobTable } from './jobs/job.ts';
import { screeningJobs } from './screening/due.ts';
import { activityChecks } from './store/activity-checks.ts';
import { claimEnds } from './store/claim-ends.ts';
import { likenessFills } from './store/likeness-fills.ts';
import { photoRemovals } from './store/object-deletions.ts';

/** Every kind of background job, including kinds that this process does not run. */
export const jobTables: readonly JobTable[] = [
  deliveryJobs,
  photoRemovals,
  screeningJobs,
  activityChecks,
  likenessFills,
  claimEnds,
];
