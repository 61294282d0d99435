import { svg } from 'lit';

/** Drawings that several elements render with `renderDrawing`, and a list does not need. */
export const backIcon = svg`<path d="M20 12H5M10.5 6 4.5 12l6 6" />`;

export const documentIcon = svg`<path
  d="M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2ZM6.5 11a2 2 0 1 0 4 0 2 2 0 1 0-4 0M5.5 16c.5-1.5 1.5-2.3 3-2.3s2.5.8 3 2.3M14.5 10H18M14.5 13.5H18"
/>`;

export const keyboardIcon = svg`<rect x="2.5" y="6" width="19" height="12" rx="2" /><path
  d="M6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M7 14.5h10"
/>`;

export const copyIcon = svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2" /><path
  d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"
/>`;

export const enlargeIcon = svg`<path d="M14 4.5h5.5V10M10 19.5H4.5V14M19 5l-6 6M5 19l6-6" />`;

export const editIcon = svg`<path d="M14.5 6 18 9.5M5 19l.8-4.2L16 4.6a1.7 1.7 0 0 1 2.4 0l1 1a1.7 1.7 0 0 1 0 2.4L9.2 18.2 5 19Z" />`;
