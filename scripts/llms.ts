/** Makes `llms.txt`, the index of the documentation for language models: https://llmstxt.org. */
import { readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { root } from './entries.ts';
import { readTextFiles, withoutCodeBlocks } from './text-files.ts';

/** Each page stands in the first section with a pattern that fits. */
const sections: readonly (readonly [title: string | undefined, patterns: readonly string[]])[] = [
  // What the README of the decisions and the tests of the kit stand for.
  [undefined, ['docs/decisions/0*', 'docs/spec-coverage.md']],
  ['Start', ['README.md', 'docs/embedding/README.md']],
  ['Embedding', ['docs/embedding/**']],
  ['Elements', ['docs/elements/README.md', 'docs/elements/*.md']],
  // Readers with little room leave out the section of this name.
  ['Optional', ['docs/architecture*.md', 'docs/glossary.md', 'docs/decisions/*', '[CS]*.md']],
  ['Reference', ['docs/*.md']],
];

const plain = (markdown: string): string =>
  markdown
    .replaceAll(/<!--[^]*?-->/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The title and the first sentence of a page. */
function entryOf(path: string, text: string): string {
  const prose = withoutCodeBlocks(text);
  const [, title = ''] = /^# (.+)$/m.exec(prose) ?? [];
  const [, paragraph = ''] = /^# .+\n+(?:<!--[^]*?-->\s*)*((?:[^#\n|<].*\n)+)/m.exec(prose) ?? [];
  const [sentence = ''] = /^.*?[.:](?= |$)/.exec(plain(paragraph)) ?? [];
  if (!title || !sentence) throw new Error(`${path} does not begin with a title and a sentence.`);
  return `- [${plain(title)}](${path}): ${sentence.replace(/:$/, '.')}`;
}

/** @param current Pages that are about to be written. */
export function llmsIndex(current: ReadonlyMap<string, string>): string {
  const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    description: string;
  };
  const pages = new Map([
    ...readTextFiles('*.md', 'docs/**/*.md').map(({ path, text }) => [path, text] as const),
    ...[...current].filter(([path]) => path.endsWith('.md')),
  ]);
  const shown = sections.flatMap(([title, patterns]) => {
    const paths = patterns.flatMap((pattern) =>
      [...pages.keys()].filter((path) => matchesGlob(path, pattern)).sort(),
    );
    const texts = new Map(paths.map((path) => [path, pages.get(path) ?? '']));
    for (const path of paths) pages.delete(path);
    if (title === undefined) return [];
    return { title, lines: [...texts].map(([path, text]) => entryOf(path, text)) };
  });
  shown.sort((a, b) => Number(a.title === 'Optional') - Number(b.title === 'Optional'));
  return [
    `# kv-review\n\n> ${description}\n`,
    ...shown.map(({ title, lines }) => `## ${title}\n\n${lines.join('\n')}\n`),
  ].join('\n');
}
