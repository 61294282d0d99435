/** The Markdown of docs/ as Storybook shows it: without comments, with links to pages of Storybook. */
const files = import.meta.glob<string>(
  ['../docs/elements/kv-*.md', '../docs/embedding/*.md', '../docs/tokens.md'],
  { eager: true, import: 'default', query: '?raw' },
);

/** The id of the page that shows a file of docs/, named by a link; `undefined` if none does. */
function pageOf(target: string): string | undefined {
  const file = target.replace(/#.*$/, '');
  if (file === 'README.md') return 'embedding-start';
  const name = file.split('/').at(-1)?.replace(/\.md$/, '') ?? '';
  if (`../docs/elements/${name}.md` in files) return name.replace(/^kv-/, 'elements-');
  return `../docs/embedding/${name}.md` in files ? `embedding-${name}` : undefined;
}

function link(whole: string, text: string, target: string): string {
  if (/^(?:https?:|#)/.test(target)) return whole;
  const page = pageOf(target);
  return page ? `[${text}](./?path=/docs/${page}--docs)` : text;
}

/** A file of docs/, such as `embedding/react`. */
export function markdownOf(name: string): string {
  const text = files[`../docs/${name}.md`];
  if (text === undefined) throw new RangeError(`There is no docs/${name}.md.`);
  return text
    .replaceAll(/<!--.*?-->\s?/gs, '')
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, link)
    .trim();
}

/** The generated page of an element, without its title: what it is, and its tables. */
export function referenceOf(tag: string): { introduction: string; tables: string } {
  const text = markdownOf(`elements/${tag}`).replace(/^# .*\n/, '');
  const start = text.search(/^## /m);
  return start < 0
    ? { introduction: text, tables: '' }
    : { introduction: text.slice(0, start), tables: text.slice(start) };
}
