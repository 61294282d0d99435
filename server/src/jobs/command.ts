/** `kv-review-server jobs`: what was set aside, and what to do about it. */
import type { Database } from '../database/index.ts';
import { jobPath, parseJobPath, type JobTable } from './job.ts';
import { dropSetAside, listSetAside, retrySetAside, type SetAsideJob } from './set-aside.ts';

export interface JobsCommand {
  readonly database: Database;
  readonly tables: readonly JobTable[];
  readonly now: () => Date;
  readonly say: (text: string) => void;
}

interface Found {
  readonly table: JobTable;
  readonly job: SetAsideJob;
}

/**
 * @param action Without one, the jobs are listed.
 * @param path Which ones: the name of a job or its beginning, such as `photo-removal/acme`.
 * @throws Error that says in words what cannot be done.
 */
export async function runJobsCommand(
  { database, tables, now, say }: JobsCommand,
  action?: string,
  path?: string,
): Promise<void> {
  if (action === undefined) {
    list(await find(database, tables), say);
    return;
  }
  if (action !== 'retry' && action !== 'drop') {
    throw new Error(
      `There is no command "jobs ${action}"; it is "jobs", "jobs retry" or "jobs drop".`,
    );
  }
  if (path === undefined) throw new Error('<job> is missing; --help says more.');
  const found = await find(database, tables, parseJobPath(path));
  if (action === 'drop') await drop(database, found, { path, say });
  else await retry(database, found, { path, now, say });
}

/** Jobs of all kinds, or those whose names begin with these segments. */
async function find(
  database: Database,
  tables: readonly JobTable[],
  [kind, companyId, ...key]: readonly string[] = [],
): Promise<Found[]> {
  const chosen = kind === undefined ? tables : tables.filter((table) => table.kind === kind);
  if (chosen.length === 0) {
    const kinds = tables.map((table) => table.kind).join(', ');
    throw new Error(`There is no kind of job "${kind}"; the kinds are ${kinds}.`);
  }
  const found: Found[] = [];
  for (const table of chosen) {
    const jobs = await listSetAside(database, table, companyId);
    const wanted = jobs.filter((job) => key.every((segment, index) => job.key[index] === segment));
    found.push(...wanted.map((job) => ({ table, job })));
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

/** The cells of each column as wide as the widest, but for the last column. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widthOf = (index: number) => Math.max(...rows.map((row) => row[index]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widthOf(index))))
      .join('  '),
  );
}

interface Chosen {
  readonly path: string;
  readonly say: JobsCommand['say'];
}

const noneFound = (path: string): Error =>
  new Error(`No job that is set aside is named "${path}".`);

async function retry(
  database: Database,
  found: readonly Found[],
  { path, now, say }: Chosen & Pick<JobsCommand, 'now'>,
): Promise<void> {
  let count = 0;
  for (const { table, job } of found) {
    if (await retrySetAside(database, table, job, now())) count += 1;
  }
  if (count === 0) throw noneFound(path);
  say(
    `${count === 1 ? '1 job is' : `${count} jobs are`} tried again by the running server, or by the next one.`,
  );
}

/** One at a time: what is dropped is never done. */
async function drop(
  database: Database,
  found: readonly Found[],
  { path, say }: Chosen,
): Promise<void> {
  const [first, ...others] = found;
  if (!first) throw noneFound(path);
  if (others.length > 0) {
    throw new Error(`"${path}" names ${found.length} jobs; a job is dropped by its whole name.`);
  }
  if (!(await dropSetAside(database, first.table, first.job))) throw noneFound(path);
  say('Dropped. It is not done, and is not tried again.');
}
