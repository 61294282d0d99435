/**
 * What a spreadsheet program may run as a formula: a sign as the first thing that is seen, also
 * full-width (U+FF0B …) or behind what is not seen, and a leading tab or line break, which some
 * programs strip (OWASP, CSV Injection). Apostrophes in front belong to it, so that a text which
 * begins with one by itself survives being guarded and read back.
 */
const formula =
  /^'*(?:[\t\r\n\0]|[\p{C}\p{Z}]*[=+\-@\uff0b\uff0d\uff1d\uff20\ufe62\ufe63\ufe66\ufe6b])/u;

/** Takes off the apostrophe that a writer put before what would run as a formula; only that. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
}
