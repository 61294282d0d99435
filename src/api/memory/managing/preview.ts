import { pastSessionOf, PreviewTally } from '../../../model/preview-tally.js';
import type { Session } from '../../../model/session.js';

import type { SettingsPreview } from '../../../model/settings-preview.js';
import type { PolicySettings } from '../../../model/settings.js';
import type { ProgressOptions } from '../../review-api.js';
import { Slices } from '../../slices.js';

/** What a preview compares. */
export interface PreviewWork {
  readonly version: string;
  readonly before: PolicySettings;
  readonly after: PolicySettings;
  /** The newest first. */
  readonly sessions: readonly Session[];
  readonly limit: number;
}

/** Judges the sessions in slices, so that the page can handle input and paint between them. */
export async function preview(
  { version, before, after, sessions, limit }: PreviewWork,
  { signal, onProgress }: ProgressOptions = {},
): Promise<SettingsPreview> {
  const slices = new Slices(signal);
  const tally = new PreviewTally(before, after);
  const ended = sessions.filter(({ status }) => status !== 'processing');
  const total = Math.min(limit, ended.length);
  onProgress?.({ done: 0, total });
  await slices.next();
  let done = 0;
  for (const session of ended.slice(0, total)) {
    const past = pastSessionOf(session);
    if (past) tally.add(past);
    done += 1;
    if (!slices.over) continue;
    onProgress?.({ done, total });
    await slices.next();
  }
  onProgress?.({ done, total });
  return tally.result(version);
}
