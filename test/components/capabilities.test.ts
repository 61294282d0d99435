import { expect, html } from '@open-wc/testing';
import type { Capability } from 'kv-review/api';

import 'kv-review/define/session-details';
import { awaiting, createApi, findButton, showIn, until } from './review-page.js';

/** The controls of a change, as a user finds them, for an adapter with these capabilities. */
async function controlsOf(capabilities: readonly Capability[]): Promise<string[]> {
  const provider = await showIn(
    createApi({ workspace: { capabilities } }),
    html`<kv-session-details session-id=${awaiting.id}></kv-session-details>`,
  );
  const details = provider.querySelector('kv-session-details')!;
  const notes = () => details.shadowRoot!.querySelector('kv-notes')?.shadowRoot;
  await until(() => notes()?.querySelector('[role=group]'), 'the notes');
  return [
    ...['Verify', 'Reject', 'Edit verification'].filter((name) => findButton(details, name)),
    ...(notes()?.querySelector('textarea') ? ['a note'] : []),
  ];
}

describe('capabilities', () => {
  const offered: readonly (readonly [readonly Capability[], readonly string[]])[] = [
    [[], []],
    [['decide'], ['Verify', 'Reject']],
    [['edit-client'], ['Edit verification']],
    [['add-note'], ['a note']],
  ];
  for (const [capabilities, controls] of offered) {
    it(`with ${capabilities.join() || 'none'}, a session offers ${controls.join() || 'no change'}`, async () => {
      expect(await controlsOf(capabilities)).to.deep.equal(controls);
    });
  }
});
