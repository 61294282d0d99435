import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

/** A file, with its path relative to the root. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** The files that match a pattern, apart from those that are installed or built. */
export const readTextFiles = (...patterns: readonly string[]): TextFile[] =>
  globSync(patterns, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

const fence = /^( *)(`{3,}|~{3,}).*\n[^]*?^ *\2 *$/gm;

/** Markdown with spaces in place of its blocks of code, so that each line keeps its number. */
export const withoutCodeBlocks = (markdown: string): string => markdown.replaceAll(fence, blank);

const inlineCode = /(`+)(?!`)[^]*?(?<!`)\1(?!`)/g;

/** Markdown with spaces in place of all its code. */
export const withoutCode = (markdown: string): string =>
  withoutCodeBlocks(markdown).replaceAll(inlineCode, blank);
