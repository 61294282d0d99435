import type { ReviewApi } from 'kv-review/api';
import type { MemoryApiOptions } from 'kv-review/api/memory';
import { sampleUsers, sampleWorkspace } from 'kv-review/testing';

import { backendOf, type StoryBackend } from './backend.js';
import { backend, dayLongDeadline, failing, never } from './data.js';
import { shows } from './shadow.js';

const { actor, ...workspace } = sampleWorkspace({ role: 'master' });

/** A backend whose user is a master user, with settings. */
export const settingsBackend = (changes: Partial<MemoryApiOptions> = {}): StoryBackend =>
  backend({ actor, workspace, ...changes });

/** A backend whose user is an agent. */
export const agentBackend = (): StoryBackend => settingsBackend({ actor: sampleWorkspace().actor });

/** A backend that has no settings. */
export const withoutSettings = (): StoryBackend =>
  settingsBackend({ workspace: { ...workspace, capabilities: ['decide'] } });

/** The states in which a section of the settings shows no form. */
export const statesWithoutForm = (tag: keyof HTMLElementTagNameMap) => ({
  loading: {
    parameters: {
      backend: settingsBackend({ faults: [never('getSettings')] }),
      deadline: dayLongDeadline,
    },
    play: shows(tag, 'Loading…'),
  },
  unsupported: {
    parameters: { backend: withoutSettings() },
    play: shows(tag, 'There are no settings here'),
  },
  forbidden: {
    parameters: { backend: agentBackend() },
    play: shows(tag, 'Only master users can see the settings'),
  },
  error: {
    parameters: { backend: settingsBackend({ faults: [failing('getSettings', 'unavailable')] }) },
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
