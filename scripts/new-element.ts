/**
 * Writes what an element consists of: class, styles, definition, test and story.
 * `npm run new-element match-history` makes `<kv-match-history>`.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './entries.ts';
import { generateEntries } from './generate-entries.ts';

function elementFiles(name: string): Map<string, string> {
  const tag = `kv-${name}`;
  const pascalName = name.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  const className = `Kv${pascalName}`;
  const title = pascalName.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ');

  const component = `import { html } from 'lit';
import { property } from 'lit/decorators.js';

import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent } from '../../ui/notice.js';
import { styles } from './${name}.styles.js';

/**
 * TODO: what it is for, in the words of whoever embeds it.
 * @summary TODO: one line.
 * @tagname ${tag}
 */
export class ${className} extends KvElement {
  static override styles = [...KvElement.styles, styles];

  /** The session it shows. */
  @property({ attribute: 'session-id' }) sessionId?: string;

  protected override render() {
    if (!this.api) return renderAbsent(this.localize);
    return html\`<p>\${this.sessionId}</p>\`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    '${tag}': ${className};
  }
}
`;

  const styles = `import { css } from 'lit';

import { noticeStyles } from '../../ui/notice.js';

export const styles = [
  noticeStyles,
  css\`
    p {
      margin: 0;
    }
  \`,
];
`;

  const definition = `import { ${className} } from '../components/${name}/${name}.js';
import { define } from './define.js';

define('${tag}', ${className});
`;

  const test = `import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { createMemoryApi } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-provider';
import 'kv-review/define/${name}';

async function show(template: unknown): Promise<HTMLElement> {
  const api = createMemoryApi({ sessions: sampleSessions({ count: 5, seed: 1 }) });
  const provider = await fixture(
    html\`<kv-review-provider .api=\${api}>\${template}</kv-review-provider>\`,
  );
  return provider.querySelector('${tag}')!;
}

describe('${tag}', () => {
  it('shows its session', async () => {
    const element = await show(html\`<${tag} session-id="s-1"></${tag}>\`);
    await waitUntil(() => element.shadowRoot!.textContent.includes('s-1'));
    await expect(element).to.be.accessible();
  });

  it('says what is missing outside a provider', async () => {
    const element = await fixture(html\`<${tag}></${tag}>\`);
    expect(element.shadowRoot!.querySelector('[role="alert"], [role="status"]')).to.exist;
    await expect(element).to.be.accessible();
  });
});
`;

  const story = `import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

import 'kv-review/define/${name}';

const meta: Meta = {
  title: 'Elements/${title}',
  component: '${tag}',
  args: { sessionId: 's-1' },
  render: ({ sessionId }) => html\`<${tag} session-id=\${sessionId}></${tag}>\`,
};
export default meta;

export const Default: StoryObj = {};
`;

  return new Map([
    [`src/components/${name}/${name}.ts`, component],
    [`src/components/${name}/${name}.styles.ts`, styles],
    [`src/define/${name}.ts`, definition],
    [`test/components/${name}.test.ts`, test],
    [`stories/${name}.stories.ts`, story],
  ]);
}

const name = process.argv[2]?.replace(/^kv-/, '');
if (!name || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  console.error('Usage: npm run new-element <name in kebab-case, without kv->');
  process.exit(1);
}
const files = elementFiles(name);
const present = [...files.keys()].filter((path) => existsSync(join(root, path)));
if (present.length > 0) {
  console.error(`There already: ${present.join(', ')}`);
  process.exit(1);
}
for (const [path, content] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  console.log(path);
}
for (const path of generateEntries({ write: true })) console.log(path);
console.log('Export the class from src/index.ts, and replace every TODO.');
