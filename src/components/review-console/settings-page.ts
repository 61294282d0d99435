import { html } from 'lit';

import { KvSettings } from '../settings/settings.js';
import type { MasterPageModule } from './master-page.js';

export const elements = { 'kv-settings': KvSettings };
export const styles = [];

/** The settings of the company. */
export const renderPage: MasterPageModule['renderPage'] = ({ onSessionOpen }) =>
  html`<kv-settings @kv-session-open=${onSessionOpen}></kv-settings>`;
