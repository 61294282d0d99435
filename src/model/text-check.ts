/** Why a text that an agent wrote is refused. */
export type TextFault = 'blank' | 'too-long' | 'invisible' | 'stacked';

/** The same in words, as the interface says them. */
export const textFaultTexts: Readonly<Record<Exclude<TextFault, 'too-long'>, string>> = {
  blank: 'Enter a value or leave the field empty.',
  invisible: 'This text contains invisible characters. Type it again.',
  stacked: 'A letter has too many accents. Remove some.',
};

/** The longest note in UTF-16 code units, the unit of an HTML `maxlength`. */
export const maxNoteLength = 2000;

/** The most marks, such as accents, on one letter. No script needs more. */
export const maxMarks = 8;

/**
 * What nobody can see in a name or a number: control characters, line separators, halves of surrogate
 * pairs, and formatting that has no place in one. Names do need joiners and variation selectors.
 */
const invisibleInLine =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?!\p{Join_Control}|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u;

/**
 * What a note may not contain: control characters except tab and line breaks, and the right-to-left
 * override, with which it would read differently from how it is stored. Address books write the
 * left-to-right override (U+202D) around telephone numbers, so that one is accepted.
 */
const invisibleInNote = /(?![\t\n\r])\p{Cc}|[\p{Cs}\p{Noncharacter_Code_Point}\u202e]/u;

/** A text without a visible character. U+2800 is the Braille pattern without dots. */
const blank = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;

const stacked = new RegExp(String.raw`(?:\p{M}[\u200c\u200d]*){${maxMarks + 1}}`, 'u');

function checkText(text: string, maxLength: number, invisible: RegExp): TextFault | undefined {
  if (text.length > maxLength) return 'too-long';
  // A text of control characters alone is `invisible`, because spaces are not what is wrong with it.
  if (invisible.test(text.trim())) return 'invisible';
  if (blank.test(text)) return 'blank';
  return stacked.test(text) ? 'stacked' : undefined;
}

/** The fault of a text of one line, such as a name or a number. */
export const checkLine = (text: string, maxLength: number): TextFault | undefined =>
  checkText(text, maxLength, invisibleInLine);

/** The fault of a text of several lines, such as a note. */
export const checkLines = (text: string, maxLength: number): TextFault | undefined =>
  checkText(text, maxLength, invisibleInNote);
