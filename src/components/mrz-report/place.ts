import type { Localizer } from '../../i18n/localizer.js';
import { humanPosition, type MrzSpan } from '../../model/mrz.js';

/** A position in the zone, counted from 1. */
export function describePlace(span: MrzSpan, localizer: Localizer): string {
  const { line, firstColumn, lastColumn } = humanPosition(span);
  return firstColumn === lastColumn
    ? localizer.term('mrz.column', { line, column: firstColumn })
    : localizer.term('mrz.columns', { line, first: firstColumn, last: lastColumn });
}
