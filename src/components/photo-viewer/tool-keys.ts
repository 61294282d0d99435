/**
 * The keys of the viewer's tools: values of `KeyboardEvent.key`, letters in lower case. The first one
 * is shown. A capital letter needs Shift.
 */
export const toolKeys = {
  previous: [','],
  next: ['.'],
  zoomOut: ['-', '_'],
  zoomIn: ['+', '='],
  fit: ['0'],
  actualSize: ['1'],
  rotateLeft: ['T'],
  rotateRight: ['t'],
  adjust: ['a'],
  invert: ['i'],
  compare: ['c'],
  link: ['l'],
  fullScreen: ['f'],
} as const satisfies Record<string, readonly string[]>;

/** A tool that has a key; its label is the text `viewer.<name>`. */
export type ToolName = keyof typeof toolKeys;
