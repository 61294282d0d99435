import { activityTexts } from './en.activity.js';
import { badgeTexts } from './en.badge.js';
import { basicTexts } from './en.basic.js';
import { claimDialogTexts } from './en.claim-dialogs.js';
import { claimTexts } from './en.claims.js';
import { dashboardTexts } from './en.dashboard.js';
import { dueTexts } from './en.due.js';
import { demoTexts } from './en.demo.js';
import { exportTexts } from './en.export.js';
import { fileTexts } from './en.file.js';
import { listMessageTexts } from './en.list-messages.js';
import { panelTexts } from './en.panels.js';
import { queueTexts } from './en.queue.js';
import { reviewTexts } from './en.review.js';
import { settingsAwaitingTexts } from './en.settings-awaiting.js';
import { settingsCountriesTexts } from './en.settings-countries.js';
import { settingsQueueTexts } from './en.settings-queue.js';
import { settingsSessionTexts } from './en.settings-session.js';
import { settingsBrandingTexts } from './en.settings-branding.js';
import { settingsConflictTexts } from './en.settings-conflict.js';
import { settingsPreviewTexts } from './en.settings-preview.js';
import { settingsFieldsTexts } from './en.settings-fields.js';
import { settingsHooksTexts } from './en.settings-hooks.js';
import { settingsTexts } from './en.settings.js';
import { timelineTexts } from './en.timeline.js';
import type { Message } from './message.js';

/**
 * The English texts, which every other language translates. The elements import the parts, so that
 * a list does not load the texts of the details.
 */
export const en = {
  ...basicTexts,
  ...listMessageTexts,
  ...panelTexts,
  ...claimTexts,
  ...claimDialogTexts,
  ...queueTexts,
  ...dueTexts,
  ...badgeTexts,
  ...reviewTexts,
  ...exportTexts,
  ...fileTexts,
  ...settingsTexts,
  ...settingsAwaitingTexts,
  ...settingsCountriesTexts,
  ...settingsQueueTexts,
  ...settingsSessionTexts,
  ...settingsBrandingTexts,
  ...settingsConflictTexts,
  ...settingsPreviewTexts,
  ...settingsFieldsTexts,
  ...settingsHooksTexts,
  ...dashboardTexts,
  ...activityTexts,
  ...timelineTexts,
  ...demoTexts,
} as const;

export type MessageKey = keyof typeof en;
/** A complete catalogue: a missing text is a compile error. */
export type Messages = { readonly [key in MessageKey]: Message };
