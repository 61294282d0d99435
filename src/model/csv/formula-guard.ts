/**
 * Adds and removes the apostrophes that keep a spreadsheet program from evaluating a text (OWASP,
 * CSV Injection). An apostrophe goes before:
 * - a sign that starts a formula, also full-width (U+FF0B …), when it is the first visible character
 *   of the cell, of a line in it, or after `;`, `|` or a tab. A program that expects another
 *   delimiter begins a cell there.
 * - a leading tab, line break or NUL, which some programs strip
 * - a cell of digits that is not a plain number, such as `0123`, `12E5` or `1/2`, because a program
 *   converts it into `123`, `1200000` or a date
 *
 * Apostrophes that the text itself starts with are guarded too: guarding and reading back gives the
 * original text.
 */
const sign = String.raw`[=+\-@\u2212\uff0b\uff0d\uff1d\uff20\ufe62\ufe63\ufe66\ufe6b]`;
/** Invisible characters and white space, except those that end a cell. */
const unseen = String.raw`(?:(?![\t\r\n])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800])`;
const formula = String.raw`(?<=^|[;|\t\r\n])(?='*${unseen}*${sign})|^(?='*[\t\r\n\0])`;
const plainNumber = String.raw`(?:0|[1-9]\d{0,14})`;
const internetAddress = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const number = String.raw`^(?='*(?!${plainNumber}$|${internetAddress}$)${unseen}*\.?\d(?:[\d.,:/eE%-]|${unseen})*$)`;

const beforeFormula = new RegExp(formula, 'gu');
const beforeAny = new RegExp(`${formula}|${number}`, 'gu');
/** The same places, with the apostrophe that guards them. */
const guards = new RegExp(`${formula}|${number}`.replaceAll("(?='*", "'(?='*"), 'gu');

/** Nothing in it ends a cell. */
const rest = String.raw`[^;|\t\r\n]*`;
const withoutSign = `(?!${sign}|${unseen}|['.\\d\\t\\r\\n])[^;|]${rest}`;

/**
 * Almost every cell is one of these: without a sign or a digit first, with a letter among its digits, or
 * a plain number. The expressions above find no place in it, and need ten times as long.
 */
const harmless = new RegExp(
  `^(?:|${withoutSign}|\\d${rest}[a-df-z]${rest}|${plainNumber}|${internetAddress})$`,
  'u',
);
const harmlessFixed = new RegExp(`^(?:|${withoutSign}|\\d${rest})$`, 'u');

/** For a cell that is meant to be a number or a date: guards formulas only. */
export const guardFormula = (cell: string): string =>
  harmlessFixed.test(cell) ? cell : cell.replace(beforeFormula, "'");

/** For a text: guards everything that a spreadsheet program would evaluate. */
export const guardText = (cell: string): string =>
  harmless.test(cell) ? cell : cell.replace(beforeAny, "'");

/** Removes the apostrophes that the two functions above add, and no others. */
export const unguard = (cell: string): string =>
  cell.includes("'") ? cell.replace(guards, '') : cell;
