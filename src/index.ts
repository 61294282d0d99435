/** The element classes, their events and other exports for hosts. Registers nothing. */
export { KvActivityLog } from './components/activity-log/activity-log.js';
export { KvAttemptHistory } from './components/attempt-history/attempt-history.js';
export { KvAwaitingBadge } from './components/awaiting-badge/awaiting-badge.js';
export { KvCustomerActivity } from './components/customer-activity/customer-activity.js';
export { KvDashboard, type DashboardRange } from './components/dashboard/dashboard.js';
export { KvDownloadPdf } from './components/download-pdf/download-pdf.js';
export { KvEditDialog } from './components/edit-dialog/edit-dialog.js';
export { KvExportCsv } from './components/export-csv/export-csv.js';
export { KvExtraFields } from './components/extra-fields/extra-fields.js';
export { KvFalsePositiveDialog } from './components/false-positive-dialog/false-positive-dialog.js';
export { KvFieldEvidence } from './components/field-evidence/field-evidence.js';
export { KvNotes } from './components/notes/notes.js';
export { KvPhotoViewer } from './components/photo-viewer/photo-viewer.js';
export { KvMrzReport } from './components/mrz-report/mrz-report.js';
export { KvPhoto } from './components/photo/photo.js';
export { KvRejectDialog } from './components/reject-dialog/reject-dialog.js';
export {
  KvReviewConsole,
  type ConsolePage,
  type ConsoleRouting,
} from './components/review-console/review-console.js';
export { KvReviewFrame, type FrameState } from './components/review-frame/review-frame.js';
export { KvRelatedSessions } from './components/related-sessions/related-sessions.js';
export { KvReviewProvider, type Theme } from './components/review-provider/review-provider.js';
export { KvScreening } from './components/screening/screening.js';
export { KvSessionDetails } from './components/session-details/session-details.js';
export { KvSettings } from './components/settings/settings.js';
export { KvSettingsAwaiting } from './components/settings-awaiting/settings-awaiting.js';
export { KvSettingsCountries } from './components/settings-countries/settings-countries.js';
export { KvSettingsQueue } from './components/settings-queue/settings-queue.js';
export { KvSettingsSession } from './components/settings-session/settings-session.js';
export { KvSettingsBranding } from './components/settings-branding/settings-branding.js';
export { KvSettingsFields } from './components/settings-fields/settings-fields.js';
export { KvSettingsHooks } from './components/settings-hooks/settings-hooks.js';
export { KvSessionFilters } from './components/session-filters/session-filters.js';
export { KvShortcutHelp } from './components/shortcut-help/shortcut-help.js';
export { KvTimeline } from './components/timeline/timeline.js';
export { KvVerifyDialog } from './components/verify-dialog/verify-dialog.js';
export { KvSessionList, type SessionListDensity } from './components/session-list/session-list.js';
export type { SessionView } from './components/session-list/session-view.js';
export { connect, ReviewConnection, type Appearance, type ConnectOptions } from './connect.js';
export type { FilterValues, KvEventDetails, KvEventMap } from './context/events.js';
export { TokenRequestEvent } from './context/token-request.js';
export { defaultShortcuts, type ShortcutAction, type Shortcuts } from './controllers/hotkeys.js';
export { define, type KvElementConstructor } from './define/define.js';
export * from './i18n/index.js';
export { version } from './version.js';
