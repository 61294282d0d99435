/** The programs with which `test/pdf` checks a PDF: Poppler, qpdf and ExifTool. */
import { installDebianPackages, isExecutable, onPath } from './debian.ts';

const programs = ['pdftotext', 'pdftoppm', 'pdfinfo', 'pdfimages', 'qpdf', 'exiftool'];

const missingPrograms = (): string[] =>
  programs.filter((program) => !onPath(program).some(isExecutable));

/** Installs missing programs, as root on Debian. @throws Error when some are still missing. */
export function ensurePdfTools(): void {
  if (missingPrograms().length === 0) return;
  installDebianPackages('poppler-utils', 'qpdf', 'libimage-exiftool-perl');
  const missing = missingPrograms();
  if (missing.length === 0) return;
  throw new Error(`Not found: ${missing.join(', ')}. Install Poppler, qpdf and ExifTool.`);
}
