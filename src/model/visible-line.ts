import * as v from 'valibot';

import { checkLine, textFaultTexts } from './text-check.js';

const without = (fault: keyof typeof textFaultTexts) =>
  v.check<string, string>((text) => checkLine(text, Infinity) !== fault, textFaultTexts[fault]);

/** A text of one line that others read: a name, or a label. */
export const visibleLine = (maxLength: number) =>
  v.pipe(
    v.string(),
    v.maxLength(maxLength),
    without('invisible'),
    without('blank'),
    without('stacked'),
  );
