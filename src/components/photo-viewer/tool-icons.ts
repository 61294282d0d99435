import { svg, type SVGTemplateResult } from 'lit';

const lens = svg`<circle cx="10.500" cy="10.500" r="6"/><path d="m15 15 5 5"/>`;

/** Drawings on the grid of the kit's icons. */
export const toolIcons = {
  previous: svg`<path d="M14.500 5.500 8 12l6.500 6.500"/>`,
  next: svg`<path d="M9.500 5.500 16 12l-6.500 6.500"/>`,
  'zoom-in': svg`${lens}<path d="M10.500 8v5M8 10.500h5"/>`,
  'zoom-out': svg`${lens}<path d="M8 10.500h5"/>`,
  fit: svg`<path d="M4 8.500V4.500h4M16 4.500h4v4M20 15.500v4h-4M8 19.500H4v-4"/><rect x="8" y="9" width="8" height="6" rx="1"/>`,
  'actual-size': svg`<path d="M4.500 8.500 7 6.500v11M15.500 8.500l2.500-2v11M12 10v.01M12 15v.01"/>`,
  'rotate-left': svg`<path d="M8.500 4.500 5 8l3.500 3.500"/><path d="M5 8h8.500a5.500 5.500 0 0 1 0 11H9"/>`,
  'rotate-right': svg`<path d="M15.500 4.500 19 8l-3.500 3.500"/><path d="M19 8h-8.500a5.500 5.500 0 0 0 0 11H15"/>`,
  compare: svg`<rect x="3.500" y="5" width="7" height="14" rx="1.500"/><rect x="13.500" y="5" width="7" height="14" rx="1.500"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700L12 6.300"/><path d="M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1"/>`,
  adjust: svg`<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16Z" fill="currentColor"/>`,
  'full-screen': svg`<path d="M4.500 9V4.500H9M15 4.500h4.500V9M19.500 15v4.500H15M9 19.500H4.500V15"/>`,
  'leave-full-screen': svg`<path d="M9 4.500V9H4.500M19.500 9H15V4.500M15 19.500V15h4.500M4.500 15H9v4.500"/>`,
  reset: svg`<path d="M4.500 12a7.500 7.500 0 1 0 2.200-5.300L4 9.400"/><path d="M4 4.500v4.900h4.900"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type ToolIcon = keyof typeof toolIcons;
