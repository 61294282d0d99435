/** Previews a change of the settings on many sessions in memory: by the element, and in one go. */
import { createMemoryApi } from 'kv-review/api/memory';
import 'kv-review/define/review-provider';
import 'kv-review/define/settings-awaiting';
import { defaultSettings, pastSessionOf, PreviewTally, type Session } from 'kv-review/model';
import { sampleSessions, sampleWorkspace } from 'kv-review/testing';
import { watch, type Work } from '../harness/watch.ts';

export type Previewer = 'kv' | 'loop';

declare global {
  var benchPreview: {
    /** Makes this many sessions that have ended. */
    prepare(count: number): void;
    preview(by: Previewer): Promise<Previewed>;
  };
}

export interface Previewed {
  readonly work: Work;
  /** How many sessions were judged. */
  readonly judged: number;
}

let sessions: Session[] = [];

const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

/** Looks for something once a frame. */
async function seek<Found>(find: () => Found | null | undefined): Promise<Found> {
  for (;;) {
    const found = find();
    if (found) return found;
    await nextFrame();
  }
}

/** A user chooses another level, and starts the preview in the page. */
async function previewByElement(): Promise<Previewed> {
  const { actor } = sampleWorkspace({ role: 'master' });
  const provider = document.createElement('kv-review-provider');
  const element = document.createElement('kv-settings-awaiting');
  provider.api = createMemoryApi({ sessions, actor });
  provider.append(element);
  document.body.append(provider);
  const find = (selector: string) => () => element.shadowRoot?.querySelector<HTMLElement>(selector);
  const level = await seek(find('#field-acceptanceLevel input'));
  level.click();
  const start = await seek(find('.preview-start'));
  const work = await watch(async () => {
    start.click();
    await seek(find('.preview-summary'));
  });
  const [, judged] =
    /\d+ of the last ([\d,]+)/.exec(find('.preview-summary')()?.textContent ?? '') ?? [];
  return { work, judged: Number(judged?.replaceAll(',', '')) };
}

async function previewAtOnce(): Promise<Previewed> {
  let judged = 0;
  const work = await watch(() => {
    const tally = new PreviewTally(defaultSettings, { ...defaultSettings, acceptanceLevel: 7 });
    for (const session of sessions) {
      const past = pastSessionOf(session);
      if (past) tally.add(past);
    }
    ({ judged } = tally.result('1'));
  });
  return { work, judged };
}

const previewers: Readonly<Record<Previewer, () => Promise<Previewed>>> = {
  kv: previewByElement,
  loop: previewAtOnce,
};

globalThis.benchPreview = {
  prepare(count) {
    // Some are still processing.
    sessions = sampleSessions({ count: Math.ceil(count * 1.2), seed: 1 })
      .filter(({ status }) => status !== 'processing')
      .slice(0, count);
  },
  preview: (by) => previewers[by](),
};
