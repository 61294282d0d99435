/** Other programs that examine a PDF. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-pdf-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** A new path for a file of this process. */
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

/** The standard output of a program. Throws if the program fails. */
export const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { ...options, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** The text of each page in reading order, in drawing order (`raw`), or by position (`layout`). */
export function pagesOf(path: string, order?: 'raw' | 'layout'): string[] {
  const text = run('pdftotext', ...(order ? [`-${order}`] : []), '-enc', 'UTF-8', path, '-');
  return text.split('\f').slice(0, -1);
}

/** One byte for each pixel: 255 is white. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A part of a page, in points from the left and the top. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Draws a part of a page with Poppler, with this many pixels for each point. */
export function draw(path: string, page: number, area: Area, scale: number): Picture {
  const pixels = (points: number) => String(Math.round(points * scale));
  const place = ['-x', pixels(area.left), '-y', pixels(area.top)];
  const size = ['-W', pixels(area.width), '-H', pixels(area.height)];
  const pages = ['-f', String(page), '-l', String(page)];
  const args = ['-gray', '-r', String(72 * scale), ...pages, ...place, ...size, path];
  const file = execFileSync('pdftoppm', args, options);
  // Netpbm's PGM: P5, width, height, 255, then the pixels.
  const [head, width, height] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 64)) ?? [];
  if (head === undefined) throw new Error('pdftoppm drew no picture.');
  const bytes = new Uint8Array(file.subarray(head.length));
  return { width: Number(width), height: Number(height), pixels: bytes };
}
