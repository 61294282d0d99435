import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Outlines on a 24 × 24 grid, made for this kit: those that a list needs, and `info`. */
const outlines = {
  search: 'M4.5 11a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M16 16l4.5 4.5',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.4V4.5v4.9h-4.9',
  close: 'm6 6 12 12M18 6 6 18',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  more: 'M5.4 12a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0m6 0a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0m6 0a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0',
  warning: 'M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17v.01',
  info: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 11v5M12 8v.01',
  clock: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 7.5V12l3 2',
  ascending: 'M12 19V5M6.5 10.5 12 5l5.5 5.5',
  descending: 'M12 5v14M6.5 13.5 12 19l5.5-5.5',
  inbox: 'M3.5 13.5 6 5.5h12l2.5 8v5h-17v-5ZM3.5 13.5H8l1.5 2.5h5l1.5-2.5h4.5',
  lock: 'M7 11h10a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2ZM8 11V8a4 4 0 0 1 8 0v3',
  person: 'M8 8.5a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  filter: 'M4 7h16M7 12h10M10 17h4',
  columns:
    'M6 5h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2ZM9.5 5v14M14.5 5v14',
} as const;

export type IconName = keyof typeof outlines;

export const iconPath = (name: IconName): string => outlines[name];

/** An icon is decoration: the text beside it or the name of the control carries the meaning. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${outlines[name]} /></svg>`;

/** For a drawing on the same grid that a list does not need. */
export const renderDrawing = (drawing: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg>`;
