import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { FailedCondition, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/session-details';
import {
  button,
  createApi,
  findButton,
  partsLoaded,
  says,
  showIn,
  textOf,
  until,
} from './review-page.js';

type Details = HTMLElementTagNameMap['kv-session-details'];

const session: Session = sampleSessions({ count: 80, seed: 8 }).find(
  ({ status, client, attempts }) =>
    status === 'awaiting' && client.firstName && client.personalNumber && attempts.at(-1)?.mrz,
)!;
const { client } = session;

async function show(mask: string, maskAfter = 0, changes: Partial<Session> = {}) {
  let photosAsked = 0;
  const photos = () => {
    photosAsked += 1;
    return new Blob([new Uint8Array([0xff, 0xd8, 0xff])]);
  };
  const provider = await showIn(
    createApi({ sessions: [{ ...session, ...changes }], photos }),
    html`<kv-session-details
      session-id=${session.id}
      mask=${mask}
      mask-after=${maskAfter}
    ></kv-session-details>`,
  );
  const details = provider.querySelector('kv-session-details')!;
  await until(() => details.shadowRoot!.querySelector('h2'));
  await partsLoaded(details);
  return { details, photosAsked: () => photosAsked };
}

/** Everything that the element and its descendants show, including attributes. */
function everything(root: ShadowRoot | Element): string {
  const texts = [root.textContent];
  for (const element of root.querySelectorAll('*')) {
    texts.push(...[...element.attributes].map(({ value }) => value));
    if (element instanceof HTMLInputElement) texts.push(element.value);
    if (element.shadowRoot) texts.push(everything(element.shadowRoot));
  }
  return texts.join('\n');
}

const shown = (details: Details): string => everything(details.shadowRoot!);

describe('kv-session-details with a mask', () => {
  it('hides all personal data, in every part of the page, until it is revealed', async () => {
    const { details, photosAsked } = await show('all');
    const values = [
      client.firstName,
      client.lastName,
      client.personalNumber,
      client.documentNumber,
    ];
    for (const value of values) expect(shown(details)).not.to.contain(value);
    expect(textOf(details)).to.contain('Personal data is hidden.');
    expect(findButton(details, 'Edit verification')).to.equal(undefined);
    expect(photosAsked()).to.equal(0);
    await expect(details).to.be.accessible();

    (await button(details, 'Show')).click();
    await says(details, client.lastName!);
    for (const value of values) expect(shown(details)).to.contain(value);
    await until(() => photosAsked() > 0);

    (await button(details, 'Hide')).click();
    await until(() => !shown(details).includes(client.personalNumber!));
  });

  it('hides only the named parts', async () => {
    const { details } = await show('personal-number');
    expect(shown(details)).not.to.contain(client.personalNumber);
    expect(textOf(details)).to.contain(client.lastName);
    expect(details.shadowRoot!.querySelector('kv-photo') !== null).to.equal(true);
  });

  it('hides again when the window loses the focus', async () => {
    const { details } = await show('all');
    (await button(details, 'Show')).click();
    await says(details, client.lastName!);
    window.dispatchEvent(new Event('blur'));
    await until(() => !shown(details).includes(client.lastName!));
  });

  it('hides again when the user is idle', async () => {
    const { details } = await show('all', 0.3);
    (await button(details, 'Show')).click();
    await says(details, client.lastName!);
    await until(() => !shown(details).includes(client.lastName!));
  });

  it('hides the values of failed conditions', async () => {
    const failedConditions: FailedCondition[] = [
      { condition: 'expiry', observed: '2020-01-31', required: '2026-06-15' },
      { condition: 'high-risk-nationality', observed: 'ISL', required: 'not-listed' },
      { condition: 'other', name: 'expiry', observed: 'January 2020', required: '' },
    ];
    const { details } = await show('expiration-date nationality', 0, { failedConditions });
    await says(details, 'Expiration Date: Hidden');
    expect(shown(details)).not.to.contain('2020');
    expect(shown(details)).not.to.contain('Iceland');
    expect(shown(details)).not.to.contain('January');
    (await button(details, 'Show')).click();
    await says(details, 'Jan 31, 2020');
    await says(details, 'Iceland');
  });

  it('closes the edit dialog when it hides, and decisions do not name the client', async () => {
    const { details } = await show('all');
    (await button(details, 'Reject')).click();
    const dialog = details.shadowRoot!.querySelector('kv-reject-dialog')!;
    await until(() => dialog.shadowRoot!.querySelector('dialog')!.open);
    expect(shown(details)).not.to.contain(client.lastName);
    await sendKeys({ press: 'Escape' });

    (await button(details, 'Show')).click();
    (await button(details, 'Edit verification')).click();
    const edit = details.shadowRoot!.querySelector('kv-edit-dialog')!;
    await until(() => edit.shadowRoot!.querySelector('dialog')!.open);
    window.dispatchEvent(new Event('blur'));
    await until(() => !edit.shadowRoot!.querySelector('dialog')!.open);
    expect(shown(details)).not.to.contain(client.lastName);
  });
});
