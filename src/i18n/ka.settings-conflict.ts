import type { settingsConflictTexts } from './en.settings-conflict.js';
import type { Message } from './message.js';

/** The Georgian texts of a section that two users have changed. */
export const kaSettingsConflict = {
  'settings.conflictHint':
    'არაფერი შენახულა და არაფერი დაკარგულა. ქვემოთ თითოეული ველისთვის აირჩიეთ, რომელი მნიშვნელობა დარჩეს.',
  'settings.conflictNothingToChoose':
    'არაფერი შენახულა და არაფერი დაკარგულა. თქვენ სხვა ველები შეცვალეთ. გადაამოწმეთ შედეგი და შეინახეთ.',
  'settings.savedBy': 'შეინახა: {name}, {date}.',
  'settings.savedAt': 'შენახულია: {date}.',
  'settings.mine': 'თქვენი',
  'settings.latestVersion': 'ბოლო ვერსია',
  'settings.onlyMine': 'ეს მხოლოდ თქვენ შეცვალეთ. თქვენი მნიშვნელობა რჩება.',
  'settings.onlyTheirs': 'ეს თქვენ არ შეგიცვლიათ. ბოლო ვერსიის მნიშვნელობა რჩება.',
  'settings.choose': 'აირჩიეთ, რომელი მნიშვნელობა დარჩეს.',
} as const satisfies Record<keyof typeof settingsConflictTexts, Message>;
