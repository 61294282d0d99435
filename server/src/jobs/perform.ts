import type { ClaimedJob, JobKind, Keep, Verdict } from './job.ts';
import { claim, endByFault, settle, type ClaimedWork, type QueueContext } from './queue.ts';

/** What an attempt came to; `fault` for an error of this server, `lost` when another process took over. */
export type Outcome = Verdict['is'] | 'fault' | 'lost';

/** Does the work of a claimed job, and keeps what came of it. */
export async function perform(
  context: QueueContext,
  kind: JobKind,
  { job, work }: ClaimedWork,
  signal: AbortSignal,
): Promise<Outcome> {
  let keep: Keep;
  try {
    keep = await work(signal);
  } catch (error) {
    return endThrown(context, kind, job, { error, isBrokenOff: signal.aborted });
  }
  try {
    return (await settle(context, kind, { job, keep })) ?? 'lost';
  } catch (error) {
    return endThrown(context, kind, job, { error, isBrokenOff: false });
  }
}

async function endThrown(
  context: QueueContext,
  kind: JobKind,
  job: ClaimedJob,
  { error, isBrokenOff }: { readonly error: unknown; readonly isBrokenOff: boolean },
): Promise<Outcome> {
  if (isBrokenOff) {
    const keep: Keep = () => Promise.resolve({ is: 'released' });
    return (await settle(context, kind, { job, keep })) ?? 'lost';
  }
  context.onError(error);
  await endByFault(context, kind, job, error);
  return 'fault';
}

/** Jobs of one company, by the values of their keys. */
export interface JobsOfCompany {
  readonly companyId: string;
  readonly keys: readonly (readonly string[])[];
}

/**
 * Does jobs now, due or not, one after the other; those that another process is at are left to it.
 * @returns how many could not be done: they are tried again in the background.
 */
export async function performNow(
  context: QueueContext,
  kind: JobKind,
  { companyId, keys }: JobsOfCompany,
): Promise<number> {
  const { signal } = new AbortController();
  const left = new Map(keys.map((key) => [JSON.stringify(key), key]));
  let failed = 0;
  while (left.size > 0) {
    const claimed = await claim(context, kind, companyId, [...left.values()]);
    if (!claimed) break;
    left.delete(JSON.stringify(claimed.job.key));
    if ((await perform(context, kind, claimed, signal)) !== 'done') failed += 1;
  }
  return failed;
}
