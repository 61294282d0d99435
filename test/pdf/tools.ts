/** What other programs say of a PDF. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-pdf-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** A new place for a file of this process. */
export function newPath(extension: string): string {
  files += 1;
  return join(folder, `${files}.${extension}`);
}

export function save(bytes: Uint8Array, extension = 'pdf'): string {
  const path = newPath(extension);
  writeFileSync(path, bytes);
  return path;
}

const options = { maxBuffer: 2 ** 28 } as const;

/** What a program writes to its standard output; throws when it is not content. */
export const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { ...options, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** The text of each page: in the order of reading, of drawing (`raw`), or by its place (`layout`). */
export function pagesOf(path: string, order?: 'raw' | 'layout'): string[] {
  const text = run('pdftotext', ...(order ? [`-${order}`] : []), '-enc', 'UTF-8', path, '-');
  return text.split('\f').slice(0, -1);
}

/** Light and dark of a page, a byte for each pixel: 255 is white. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Draws a page as Poppler does. */
export function drawPage(path: string, page: number, dotsPerInch: number): Picture {
  const args = ['-gray', '-r', String(dotsPerInch), '-f', String(page), '-l', String(page), path];
  const file = execFileSync('pdftoppm', args, options);
  // Netpbm's PGM: P5, width, height, 255, then the pixels.
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(
    file.toString('latin1', 0, 64),
  ) ?? [''];
  if (head === '') throw new Error('pdftoppm drew no picture.');
  return {
    width: Number(width),
    height: Number(height),
    pixels: new Uint8Array(file.subarray(head.length)),
  };
}
