/**
 * The apostrophes that keep a spreadsheet program from evaluating a text (OWASP, CSV Injection), and
 * the way back. What is guarded:
 * - a sign that starts a formula, also full-width (U+FF0B …), as the first thing that is seen: of the
 *   cell, of a line in it, or behind `;`, `|` or a tab, where a program that expects another
 *   delimiter begins a cell
 * - a leading tab, line break or NUL, which some programs strip
 * - digits that are more than a plain number, such as `0123`, `12E5` or `1/2`, which a program turns
 *   into `123`, `1200000` and a date; all of a cell only
 *
 * Apostrophes in front belong to what is guarded, so that a text which begins with one by itself
 * survives being guarded and read back.
 */
const sign = String.raw`[=+\-@\u2212\uff0b\uff0d\uff1d\uff20\ufe62\ufe63\ufe66\ufe6b]`;
/** Takes no room, or only room; without what ends a cell. */
const unseen = String.raw`(?:(?![\t\r\n])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800])`;
const formula = String.raw`(?<=^|[;|\t\r\n])(?='*${unseen}*${sign})|^(?='*[\t\r\n\0])`;
const plainNumber = String.raw`(?:0|[1-9]\d{0,14})`;
const internetAddress = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const number = String.raw`^(?='*(?!${plainNumber}$|${internetAddress}$)${unseen}*\.?\d(?:[\d.,:/eE%-]|${unseen})*$)`;

const beforeFormula = new RegExp(formula, 'gu');
const beforeAny = new RegExp(`${formula}|${number}`, 'gu');
/** The same places, with the apostrophe that a writer has put there. */
const guards = new RegExp(`${formula}|${number}`.replaceAll("(?='*", "'(?='*"), 'gu');

/** For a cell that is a number or a date on purpose: only what would run as a formula is guarded. */
export const guardFormula = (cell: string): string => cell.replace(beforeFormula, "'");

/** For a text: whatever a spreadsheet program would evaluate is guarded. */
export const guardText = (cell: string): string => cell.replace(beforeAny, "'");

/** Takes off the apostrophes that a writer put before what would be evaluated; only those. */
export const unguard = (cell: string): string =>
  cell.includes("'") ? cell.replace(guards, '') : cell;
