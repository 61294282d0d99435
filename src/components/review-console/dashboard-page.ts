import { html } from 'lit';

import { KvDashboard } from '../dashboard/dashboard.js';
import type { MasterPageModule } from './master-page.js';

export const elements = { 'kv-dashboard': KvDashboard };
export const styles = [];

/** The statistics of the company. */
export const renderPage: MasterPageModule['renderPage'] = (page) =>
  html`<kv-dashboard
    range=${page.chosenRange?.range ?? '30-days'}
    from=${page.chosenRange?.from ?? ''}
    to=${page.chosenRange?.to ?? ''}
    @kv-range-change=${page.onRangeChange}
    @kv-sessions-open=${page.onSessionsOpen}
  ></kv-dashboard>`;
