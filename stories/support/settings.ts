import type { ReviewApi } from 'kv-review/api';
import type { MemoryApiOptions } from 'kv-review/api/memory';
import { sampleUsers, sampleWorkspace } from 'kv-review/testing';

import { backendOf, type StoryBackend } from './backend.js';
import { backend, dayLongDeadline, failing, never } from './data.js';
import { shows } from './shadow.js';

type ReadMethod = 'getSettings' | 'listWebHooks';

const { actor, ...workspace } = sampleWorkspace({ role: 'master' });

/** A backend whose user is a master user, with settings. */
export const settingsBackend = (changes: Partial<MemoryApiOptions> = {}): StoryBackend =>
  backend({ actor, workspace, ...changes });

/** A backend whose user is an agent. */
export const agentBackend = (): StoryBackend => settingsBackend({ actor: sampleWorkspace().actor });

/** A backend that has no settings. */
export const withoutSettings = (): StoryBackend =>
  settingsBackend({ workspace: { ...workspace, capabilities: ['decide'] } });

/** The states in which a section of the settings shows no form. `method` reads what the section shows. */
export const statesWithoutForm = (
  tag: keyof HTMLElementTagNameMap,
  {
    method = 'getSettings',
    unsupported = 'There are no settings here',
  }: { method?: ReadMethod; unsupported?: string } = {},
) => ({
  loading: {
    parameters: {
      backend: settingsBackend({ faults: [never(method)] }),
      deadline: dayLongDeadline,
    },
    play: shows(tag, 'Loading…'),
  },
  unsupported: {
    parameters: { backend: withoutSettings() },
    play: shows(tag, unsupported),
  },
  forbidden: {
    parameters: { backend: agentBackend() },
    play: shows(tag, 'Only master users can see the settings'),
  },
  error: {
    parameters: { backend: settingsBackend({ faults: [failing(method, 'unavailable')] }) },
    play: shows(tag, 'Try again'),
  },
});

/** A backend whose company defines no extra fields. */
export const withoutExtraFields = (): StoryBackend =>
  settingsBackend({ workspace: { ...workspace, extraFields: [] } });

/** Saves a section as another master user of the story's company. */
export async function saveAsColleague(
  storyId: string,
  change: Parameters<ReviewApi['saveSettings']>[0],
): Promise<void> {
  const [, , , colleague] = sampleUsers;
  if (!colleague) throw new Error('The sample has too few users.');
  const api = backendOf(storyId).as({ ...colleague, role: 'master' });
  const { version } = await api.getSettings();
  await api.saveSettings(change, { version });
}
