/** `kv-review-server jobs`: lists the jobs that were set aside, retries and drops them. */
import { jobPath, parseJobPath, type JobTable } from './job.ts';
import {
  dropSetAside,
  listSetAside,
  retrySetAside,
  type SetAsideContext,
  type SetAsideJob,
} from './set-aside.ts';

export interface JobsCommand extends SetAsideContext {
  readonly tables: readonly JobTable[];
  readonly say: (text: string) => void;
}

interface Found {
  readonly table: JobTable;
  readonly job: SetAsideJob;
}

/**
 * @param action Lists the jobs when it is missing.
 * @param path The name of a job, or the beginning of several names, such as `photo-removal/acme`.
 * @throws Error whose message is for the operator.
 */
export async function runJobsCommand(
  command: JobsCommand,
  action?: string,
  path?: string,
): Promise<void> {
  if (action === undefined) {
    list(await find(command), command.say);
    return;
  }
  if (action !== 'retry' && action !== 'drop') {
    throw new Error(`Unknown command "jobs ${action}". Use "jobs", "jobs retry" or "jobs drop".`);
  }
  if (path === undefined) throw new Error('<job> is missing. See --help.');
  const found = await find(command, parseJobPath(path));
  if (action === 'drop') await drop(command, found, path);
  else await retry(command, found, path);
}

/** Finds jobs of all kinds, or those whose names begin with these segments. */
async function find(
  { database, tables }: JobsCommand,
  [kind, companyId, ...key]: readonly string[] = [],
): Promise<Found[]> {
  const chosen = kind === undefined ? tables : tables.filter((table) => table.kind === kind);
  if (chosen.length === 0) {
    const kinds = tables.map((table) => table.kind).join(', ');
    throw new Error(`Unknown kind of job "${kind}". The kinds are ${kinds}.`);
  }
  const found: Found[] = [];
  for (const table of chosen) {
    const jobs = await listSetAside(database, table, companyId);
    const named = jobs.filter((job) => key.every((segment, index) => job.key[index] === segment));
    found.push(...named.map((job) => ({ table, job })));
  }
  return found;
}

function list(found: readonly Found[], say: JobsCommand['say']): void {
  if (found.length === 0) {
    say('No job is set aside.');
    return;
  }
  const rows = found.map(({ table, job }) => [
    job.setAsideAt,
    String(job.attempts),
    job.error,
    jobPath(table, job),
  ]);
  for (const row of columns([['SET ASIDE', 'ATTEMPTS', 'LAST ERROR', 'JOB'], ...rows])) say(row);
}

/** Pads each column to its widest cell, except the last column. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widthOf = (index: number) => Math.max(...rows.map((row) => row[index]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widthOf(index))))
      .join('  '),
  );
}

const noneFound = (path: string): Error => new Error(`No job named "${path}" is set aside.`);

async function retry(command: JobsCommand, found: readonly Found[], path: string): Promise<void> {
  let count = 0;
  for (const { table, job } of found) {
    if (await retrySetAside(command, table, job)) count += 1;
  }
  if (count === 0) throw noneFound(path);
  command.say(
    count === 1
      ? 'A running server will now retry the job.'
      : `A running server will now retry ${count} jobs.`,
  );
}

/** Drops one job at a time, because a dropped job is never done. */
async function drop(command: JobsCommand, found: readonly Found[], path: string): Promise<void> {
  const [first, ...others] = found;
  if (!first) throw noneFound(path);
  if (others.length > 0) {
    throw new Error(`"${path}" matches ${found.length} jobs. To drop one, give its full name.`);
  }
  if (!(await dropSetAside(command, first.table, first.job))) throw noneFound(path);
  command.say('Dropped. The job will never be done.');
}
