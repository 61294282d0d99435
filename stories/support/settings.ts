import type { ReviewApi } from 'kv-review/api';
import type { MemoryApiOptions } from 'kv-review/api/memory';
import { sampleUsers, sampleWorkspace } from 'kv-review/testing';

import { backendOf, type StoryBackend } from './backend.js';
import { backend } from './data.js';

const { actor, ...workspace } = sampleWorkspace({ role: 'master' });

/** A backend whose user is a master user, with settings. */
export const settingsBackend = (changes: Partial<MemoryApiOptions> = {}): StoryBackend =>
  backend({ actor, workspace, ...changes });

/** A backend whose user is an agent. */
export const agentBackend = (): StoryBackend => settingsBackend({ actor: sampleWorkspace().actor });

/** A backend that has no settings. */
export const withoutSettings = (): StoryBackend =>
  settingsBackend({ workspace: { ...workspace, capabilities: ['decide'] } });

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
