/**
 * Writes the files of a new element: class, styles, definition, test and stories.
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

  const component = `import { html, nothing } from 'lit';

import type { ReviewApi } from '../../api/review-api.js';
import { LoadController } from '../../controllers/load.js';
import type { Session } from '../../model/session.js';
import { property } from '../../ui/decorators.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError } from '../../ui/notice.js';
import { styles } from './${name}.styles.js';

/**
 * TODO: describe its purpose, in the words of an embedder.
 * @summary TODO: one line.
 * @tagname ${tag}
 * @example
 * \`\`\`html
 * <${tag} session-id="s-42"></${tag}>
 * \`\`\`
 * @fires kv-error - A request failed.
 * @csspart notice - An error, shown instead of the content.
 */
export class ${className} extends KvElement {
  static override styles = [...KvElement.styles, ...styles];

  readonly #session = new LoadController<ReviewApi | string, Session>(this, {
    key: () => (this.api && this.sessionId ? [this.api, this.sessionId] : undefined),
    load: (signal) => {
      if (!this.api) throw new TypeError('The provider has no adapter.');
      return this.api.getSession(this.sessionId, { signal });
    },
    onError: this.reportError,
  });

  /** Id of the session. */
  @property({ attribute: 'session-id' }) sessionId = '';

  protected override render() {
    const { connection, localize } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    const { value, error } = this.#session;
    if (value) return this.#renderSession(value);
    if (error) return renderError(error, localize, this.#retry);
    return this.sessionId
      ? html\`<p role="status" aria-busy="true">\${localize.term('loading')}</p>\`
      : nothing;
  }

  #renderSession({ client }: Session) {
    return html\`<p><bdi>\${client.firstName} \${client.lastName}</bdi></p>\`;
  }

  readonly #retry = (): void => void this.#session.reload();
}

declare global {
  interface HTMLElementTagNameMap {
    '${tag}': ${className};
  }
}
`;

  const styles = `import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';
import { noticeStyles } from '../../ui/notice.js';

export const styles = [
  buttonStyles,
  noticeStyles,
  css\`
    p {
      margin: 0;
      overflow-wrap: anywhere;
    }
  \`,
];
`;

  const definition = `import { ${className} } from '../components/${name}/${name}.js';
import { define } from './define.js';

define('${tag}', ${className});

export { ${className} };
`;

  const test = `import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { createMemoryApi, type FaultRule } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-provider';
import 'kv-review/define/${name}';

const sessions = sampleSessions({ count: 5, seed: 1 });
const session = sessions.find(({ client }) => client.lastName)!;

async function show(sessionId: string, ...faults: FaultRule[]) {
  const api = createMemoryApi({ sessions, faults });
  const provider = await fixture(
    html\`<kv-review-provider .api=\${api} locale="en">
      <${tag} session-id=\${sessionId}></${tag}>
    </kv-review-provider>\`,
  );
  return provider.querySelector('${tag}')!;
}

const textOf = (element: HTMLElement): string => element.shadowRoot!.textContent;

describe('${tag}', () => {
  it('shows its session', async () => {
    const element = await show(session.id);
    await waitUntil(() => textOf(element).includes(session.client.lastName!));
    await expect(element).to.be.accessible();
  });

  it('offers to try again after an error', async () => {
    const fault: FaultRule = {
      kind: 'error',
      code: 'unavailable',
      method: 'getSession',
      calls: [1],
    };
    const element = await show(session.id, fault);
    const retry = () => element.shadowRoot!.querySelector('button');
    await waitUntil(() => retry());
    await expect(element).to.be.accessible();
    retry()!.click();
    await waitUntil(() => textOf(element).includes(session.client.lastName!));
  });

  it('says what is missing outside a provider', async () => {
    const element = await fixture(html\`<${tag}></${tag}>\`);
    expect(element.shadowRoot!.querySelector('[part="notice"]')).to.exist;
    await expect(element).to.be.accessible();
  });
});
`;

  const story = `import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

import 'kv-review/define/${name}';
import { backend, failing, findSession, never, dayLongDeadline, sessionWithId } from './support/data.js';
import { shows } from './support/shadow.js';

interface Args {
  sessionId: string;
}
type Story = StoryObj<Args>;

const session = findSession('awaiting', ({ client }) => client.lastName !== null);
const showsSession = shows('${tag}', new RegExp(session.client.lastName ?? ''));

const meta: Meta<Args> = {
  title: 'Elements/${title}',
  component: '${tag}',
  args: { sessionId: session.id },
  parameters: { backend: backend() },
  render: ({ sessionId }) => html\`<${tag} session-id=\${sessionId}></${tag}>\`,
};
export default meta;

export const Default: Story = { play: showsSession };

export const Loading: Story = {
  parameters: { backend: backend({ faults: [never('getSession')] }), deadline: dayLongDeadline },
  play: shows('${tag}', 'Loading…'),
};

export const Empty: Story = { args: { sessionId: '' } };

export const Error: Story = {
  parameters: { backend: backend({ faults: [failing('getSession', 'unavailable')] }) },
  play: shows('${tag}', 'Try again'),
};

export const LongContent: Story = { args: { sessionId: sessionWithId('edge-long-name').id } };

export const RTL: Story = { globals: { locale: 'ar' }, play: showsSession };

export const Dark: Story = { globals: { theme: 'dark' }, play: showsSession };
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
  console.error('Usage: npm run new-element <name>, in kebab-case and without kv-');
  process.exit(1);
}
const files = elementFiles(name);
const present = [...files.keys()].filter((path) => existsSync(join(root, path)));
if (present.length > 0) {
  console.error(`These files exist already: ${present.join(', ')}`);
  process.exit(1);
}
for (const [path, content] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  console.log(path);
}
for (const path of generateEntries({ write: true })) console.log(path);
console.log('Export the class from src/index.ts, replace every TODO, and run `npm run docs`.');
