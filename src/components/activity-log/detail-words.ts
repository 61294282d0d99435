import { inWords } from '../../i18n/values.js';
import type { Role } from '../../model/workspace.js';

// What the details of an entry name. Each shows a name that is newer than this version as it is.

export const roleText = /* @__PURE__ */ inWords<Role>({
  agent: 'log.role.agent',
  master: 'log.role.master',
});

/** A list that was read, or a page that was opened. */
export const viewText = /* @__PURE__ */ inWords({
  all: 'log.view.all',
  sessions: 'log.view.sessions',
  awaiting: 'log.view.awaiting',
  rejected: 'log.view.rejected',
  session: 'log.view.session',
  dashboard: 'log.view.dashboard',
  activity: 'log.view.activity',
  settings: 'log.view.settings',
  timeline: 'log.view.timeline',
  related: 'log.view.related',
});

export const outcomeText = /* @__PURE__ */ inWords({
  success: 'log.outcome.success',
  awaiting: 'log.outcome.awaiting',
  rejected: 'log.outcome.rejected',
  processing: 'log.outcome.processing',
  clear: 'log.outcome.clear',
  match: 'log.outcome.match',
  absent: 'log.outcome.absent',
  unknown: 'log.outcome.unknown',
  requested: 'log.outcome.requested',
  'foreign-origin': 'log.outcome.foreign-origin',
});

/** A field of a client, of the settings or of a web hook; or a filter. */
export const fieldText = /* @__PURE__ */ inWords({
  firstName: 'log.field.firstName',
  lastName: 'log.field.lastName',
  documentNumber: 'log.field.documentNumber',
  personalNumber: 'log.field.personalNumber',
  sex: 'log.field.sex',
  birthDate: 'log.field.birthDate',
  expirationDate: 'log.field.expirationDate',
  nationality: 'log.field.nationality',
  awaitingAction: 'log.field.awaitingAction',
  acceptanceLevel: 'log.field.acceptanceLevel',
  documentReview: 'log.field.documentReview',
  disableFullMrzValidation: 'log.field.disableFullMrzValidation',
  frontToBackCompare: 'log.field.frontToBackCompare',
  extraFields: 'log.field.extraFields',
  highRiskCountries: 'log.field.highRiskCountries',
  maxAttempts: 'log.field.maxAttempts',
  sessionMinutes: 'log.field.sessionMinutes',
  supportEmail: 'log.field.supportEmail',
  documentTypes: 'log.field.documentTypes',
  skipDocumentStep: 'log.field.skipDocumentStep',
  liveness: 'log.field.liveness',
  timeZone: 'log.field.timeZone',
  brand: 'log.field.brand',
  dueHours: 'log.field.dueHours',
  claimRequired: 'log.field.claimRequired',
  rejection: 'log.field.rejection',
  event: 'log.field.event',
  method: 'log.field.method',
  url: 'log.field.url',
  enabled: 'log.field.enabled',
  statuses: 'log.field.statuses',
  spoof: 'log.field.spoof',
  judged: 'log.field.judged',
  createdFrom: 'log.field.createdFrom',
  createdBefore: 'log.field.createdBefore',
  conditions: 'log.field.conditions',
  due: 'log.field.due',
  claims: 'log.field.claims',
  users: 'log.field.users',
  actions: 'log.field.actions',
  sessionId: 'log.field.sessionId',
  from: 'log.field.from',
  before: 'log.field.before',
});
