import type { Message } from './message.js';

/** The English texts of a section that two users have changed. */
export const settingsConflictTexts = {
  'settings.conflictHint':
    'Nothing was saved, and nothing is lost. Choose which value to keep for each field below.',
  'settings.conflictNothingToChoose':
    'Nothing was saved, and nothing is lost. You have changed different fields. Check the result, then save.',
  'settings.savedBy': 'Saved by {name} on {date}.',
  'settings.savedAt': 'Saved on {date}.',
  'settings.mine': 'Yours',
  'settings.latestVersion': 'Latest version',
  'settings.onlyMine': 'Only you have changed this. Your value counts.',
  'settings.onlyTheirs': 'You have not changed this. The latest version counts.',
  'settings.choose': 'Choose the value to keep.',
} as const satisfies Record<string, Message>;
