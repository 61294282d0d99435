import { expect, html } from '@open-wc/testing';
import type { Session } from 'kv-review/model';
import { edgeSessions, sampleExtraFields, sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-console';
import 'kv-review/define/session-details';
import 'kv-review/define/session-list';
import { createApi, partsLoaded, showIn, until } from './review-page.js';

/** Every attribute below a root, through shadow roots, as `tag[name]: value`. */
function attributesBelow(root: ParentNode): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...[...element.attributes].map(({ name, value }) => `${element.localName}[${name}]: ${value}`),
    ...(element.shadowRoot ? attributesBelow(element.shadowRoot) : []),
  ]);
}

/** Values that may appear only in text. Short ones would be found by chance. */
function personalValues({ client, extra, notes, clientIp }: Session): string[] {
  return [
    ...[client.firstName, client.lastName, client.documentNumber, client.personalNumber, clientIp],
    ...extra.map(({ value }) => value),
    ...notes.map(({ text }) => text),
  ].filter((value): value is string => value !== null && value.trim().length > 4);
}

function expectNone(root: ParentNode, sessions: readonly Session[]): void {
  const attributes = attributesBelow(root);
  expect(attributes.length).to.be.above(50);
  const found = sessions
    .flatMap(personalValues)
    .flatMap((value) => attributes.filter((attribute) => attribute.includes(value)));
  expect(found).to.deep.equal([]);
}

const sessions = [...sampleSessions({ count: 12, seed: 21 }), ...edgeSessions()];
const api = () => createApi({ sessions, workspace: { extraFields: [...sampleExtraFields] } });

describe('personal data', () => {
  it('reaches no attribute of a list', async () => {
    const provider = await showIn(
      api(),
      html`<kv-session-list
        columns="first-name last-name document-number personal-number extra"
      ></kv-session-list>`,
    );
    const list = provider.querySelector('kv-session-list')!;
    const isThere = ({ client }: Session) =>
      client.lastName !== null && list.shadowRoot!.textContent.includes(client.lastName);
    await until(() => sessions.filter(isThere).length > 5);
    expectNone(provider, sessions);
  });

  it('reaches no attribute of the details', async () => {
    const provider = await showIn(api(), html`<kv-session-details></kv-session-details>`);
    const details = provider.querySelector('kv-session-details')!;
    for (const session of sessions) {
      details.sessionId = session.id;
      await details.updateComplete;
      await until(() => details.shadowRoot!.textContent.includes(session.id));
      await until(() => details.shadowRoot!.querySelector('[role=tab]'));
      await partsLoaded(details);
      expectNone(provider, [session]);
      details.shadowRoot!.querySelectorAll<HTMLElement>('[role=tab]')[1]!.click();
      await until(() => details.shadowRoot!.querySelector('kv-attempt-history'));
      expectNone(provider, [session]);
    }
  });
});
