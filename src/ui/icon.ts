import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Stroked drawings on a 24 × 24 grid, made for this kit. */
const drawings = {
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`,
  refresh: svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.4"/><path d="M20 4.5v4.9h-4.9"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  more: svg`<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="3"/>`,
  warning: svg`<path d="M12 4 2.8 19.5h18.4L12 4Z"/><path d="M12 10v4.5M12 17v.01"/>`,
  info: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.01"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`,
  ascending: svg`<path d="M12 19V5M6.5 10.5 12 5l5.5 5.5"/>`,
  descending: svg`<path d="M12 5v14M6.5 13.5 12 19l5.5-5.5"/>`,
  back: svg`<path d="M20 12H5M10.500 6 4.500 12l6 6"/>`,
  inbox: svg`<path d="M3.5 13.5 6 5.5h12l2.5 8v5h-17v-5Z"/><path d="M3.5 13.5H8l1.5 2.5h5l1.5-2.5h4.5"/>`,
  lock: svg`<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`,
  person: svg`<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20c.8-4 3.800-6 7.500-6s6.700 2 7.500 6"/>`,
  document: svg`<rect x="3" y="5" width="18" height="14" rx="2"/><circle cx="8.500" cy="11" r="2"/><path d="M5.500 16c.5-1.500 1.500-2.300 3-2.300s2.500.8 3 2.300M14.500 10H18M14.500 13.500H18"/>`,
  keyboard: svg`<rect x="2.500" y="6" width="19" height="12" rx="2"/><path d="M6.500 10h.01M10 10h.01M14 10h.01M17.500 10h.01M7 14.500h10"/>`,
  copy: svg`<rect x="8.500" y="8.500" width="11" height="11" rx="2"/><path d="M15.500 8.500v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>`,
  filter: svg`<path d="M4 7h16M7 12h10M10 17h4"/>`,
  columns: svg`<rect x="4" y="5" width="16" height="14" rx="2"/><path d="M9.500 5v14M14.500 5v14"/>`,
  enlarge: svg`<path d="M14 4.500h5.500V10M10 19.500H4.500V14M19 5l-6 6M5 19l6-6"/>`,
} as const;

export type IconName = keyof typeof drawings;

/** An icon is decoration: the text beside it or the name of the control carries the meaning. */
export const icon = (name: IconName): TemplateResult => renderDrawing(drawings[name]);

/** For a drawing on the same grid that only one element needs. */
export function renderDrawing(drawing: SVGTemplateResult): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    width="1.25em"
    height="1.25em"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${drawing}
  </svg>`;
}
