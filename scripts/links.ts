/** Finds links in Markdown that lead nowhere: to a missing file, or to a heading that does not exist. */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './entries.ts';
import { readTextFiles, type TextFile, withoutCode, withoutCodeBlocks } from './text-files.ts';

const targets = [
  /\]\(\s*<?([^)>\s]+)>?(?:\s+"[^"]*")?\s*\)/g,
  /^ {0,3}\[[^\]\n]+\]:\s*(\S+)/gm,
  /\b(?:href|src)="([^"]*)"/g,
];

interface Link {
  readonly target: string;
  readonly line: number;
}

function linksIn(markdown: string): Link[] {
  const prose = withoutCode(markdown);
  return targets
    .flatMap((pattern) => [...prose.matchAll(pattern)])
    .map(({ index, 1: target = '' }) => ({
      target,
      line: prose.slice(0, index).split('\n').length,
    }));
}

/** The id that GitHub and npm give to a heading. */
const slug = (heading: string): string =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

function anchorsIn(markdown: string): Set<string> {
  const prose = withoutCodeBlocks(markdown);
  const anchors = new Set([...prose.matchAll(/\bid="([^"]+)"/g)].map(([, id = '']) => id));
  for (const [, heading = ''] of prose.matchAll(/^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$/gm)) {
    const name = slug(heading.replaceAll(/<!--[^]*?-->/g, ''));
    let anchor = name;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${name}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/**
 * @param pages All pages whose headings a link can name.
 * @param exists Whether a path, relative to the same folder as those of the pages, is a file or a folder.
 */
export function brokenLinks(
  pages: readonly TextFile[],
  exists: (path: string) => boolean,
): string[] {
  const anchors = new Map(pages.map(({ path, text }) => [path, anchorsIn(text)]));
  return pages.flatMap(({ path, text }) =>
    linksIn(text).flatMap(({ target, line }) => {
      if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
      const [file = '', anchor] = decodeURIComponent(target).split('#');
      const to = file === '' ? path : posix.join(posix.dirname(path), file);
      const place = `${path}:${line}`;
      const isInside = !file.startsWith('/') && !to.startsWith('..');
      if (to !== path && !(isInside && exists(to.replace(/\/$/, '')))) {
        return [`${place}: ${target} does not exist`];
      }
      if (anchor === undefined || anchors.get(to)?.has(anchor)) return [];
      return [`${place}: ${target} names no heading`];
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const pages = readTextFiles('*.md', 'llms.txt', '{.github,bench,docs,examples,server}/**/*.md');
  const faults = brokenLinks(pages, (path) => existsSync(join(root, path)));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
