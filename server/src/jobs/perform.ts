import type { ClaimedJob, JobKind, Save, Verdict, Work } from './job.ts';
import { claim, endByFault, settle, type ClaimedWork, type QueueContext } from './queue.ts';

/** The outcome of an attempt; `fault` for an error of this server, `lost` when another process took over. */
export type Outcome = Verdict['is'] | 'fault' | 'lost';

/** Milliseconds that work has to end after its signal was aborted. */
const cancelGraceMs = 1000;

/** Settles like the work, or rejects soon after the signal aborts, even if the work ignores it. */
const runWork = (work: Work, signal: AbortSignal): Promise<Save> =>
  new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const cancel = () => {
      timer = setTimeout(() => reject(signal.reason as Error), cancelGraceMs);
    };
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    void work(signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
      });
  });

/** Does the work of a claimed job, and stores its outcome. */
export async function perform(
  context: QueueContext,
  kind: JobKind,
  { job, work }: ClaimedWork,
  signal: AbortSignal,
): Promise<Outcome> {
  let save: Save;
  try {
    // Without the lease, a process has no right to the job.
    const leaseEnd = AbortSignal.timeout(kind.leaseMs);
    save = await runWork(work, AbortSignal.any([signal, leaseEnd]));
  } catch (error) {
    return endThrown(context, kind, job, { error, isCanceled: signal.aborted });
  }
  try {
    return (await settle(context, kind, { job, save })) ?? 'lost';
  } catch (error) {
    return endThrown(context, kind, job, { error, isCanceled: false });
  }
}

async function endThrown(
  context: QueueContext,
  kind: JobKind,
  job: ClaimedJob,
  { error, isCanceled }: { readonly error: unknown; readonly isCanceled: boolean },
): Promise<Outcome> {
  if (isCanceled) {
    const save: Save = () => Promise.resolve({ is: 'released' });
    return (await settle(context, kind, { job, save })) ?? 'lost';
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
 * Does jobs now, due or not, one after the other, except those that another process works on.
 * @returns how many failed: they are tried again in the background.
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
