import { html } from 'lit';

import { KvActivityLog } from '../activity-log/activity-log.js';
import type { MasterPageModule } from './master-page.js';

export const elements = { 'kv-activity-log': KvActivityLog };
export const styles = [];

/** The activity log of the company. */
export const renderPage: MasterPageModule['renderPage'] = ({ onSessionOpen }) =>
  html`<kv-activity-log heading-level="0" @kv-session-open=${onSessionOpen}></kv-activity-log>`;
