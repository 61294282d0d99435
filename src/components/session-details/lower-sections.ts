import { KvCustomerActivity } from '../customer-activity/customer-activity.js';
import { KvExtraFields } from '../extra-fields/extra-fields.js';
import { KvNotes } from '../notes/notes.js';
import { KvScreening } from '../screening/screening.js';

/** The elements of the sections below what a decision needs first. */
export const elements = {
  'kv-customer-activity': KvCustomerActivity,
  'kv-extra-fields': KvExtraFields,
  'kv-notes': KvNotes,
  'kv-screening': KvScreening,
};
export { renderDue } from './due.js';
export { dueTexts as texts } from '../../i18n/en.due.js';
export const styles = [];
