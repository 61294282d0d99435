import { expect, html } from '@open-wc/testing';
import { sampleExtraFields, sampleSessions } from 'kv-review/testing';

import 'kv-review/define/review-console';
import 'kv-review/define/session-list';
import { button, consoleLoaded, createApi, says, showIn, until } from './review-page.js';

const [session] = sampleSessions({ count: 200, seed: 31 }).filter(
  ({ client, extra, selfie, status }) =>
    status === 'awaiting' &&
    client.firstName &&
    client.lastName &&
    client.personalNumber &&
    selfie &&
    extra.some(({ key }) => sampleExtraFields.some((field) => field.inList && field.key === key)),
);
const { client } = session!;

async function show(mask: string) {
  let photosAsked = 0;
  const api = createApi({
    sessions: [session!],
    workspace: { extraFields: [...sampleExtraFields] },
    photos: () => {
      photosAsked += 1;
      return new Blob([new Uint8Array([0xff, 0xd8, 0xff])]);
    },
  });
  const provider = await showIn(
    api,
    html`<kv-session-list
      mask=${mask}
      columns="selfie first-name last-name personal-number date extra"
    ></kv-session-list>`,
  );
  const list = provider.querySelector('kv-session-list')!;
  await until(() => list.shadowRoot!.querySelector('[data-action=open]'));
  return { list, photosAsked: () => photosAsked };
}

describe('kv-session-list with a mask', () => {
  it('hides names, numbers, extra fields and selfies until they are revealed', async () => {
    const { list, photosAsked } = await show('all');
    const text = () => list.shadowRoot!.textContent;
    const values = [client.firstName!, client.lastName!, client.personalNumber!];
    for (const value of values) expect(text()).not.to.contain(value);
    for (const { value } of session!.extra) expect(text()).not.to.contain(value);
    expect(list.shadowRoot!.querySelectorAll('img')).to.have.length(0);
    expect(photosAsked()).to.equal(0);
    await expect(list).to.be.accessible();

    (await button(list, 'Show')).click();
    await says(list, client.lastName!);
    for (const value of values) expect(text()).to.contain(value);
    window.dispatchEvent(new Event('blur'));
    await until(() => !text().includes(client.lastName!));
  });

  it('hides only the named parts', async () => {
    const { list } = await show('photos');
    expect(list.shadowRoot!.textContent).to.contain(client.lastName);
    expect(list.shadowRoot!.querySelectorAll('img')).to.have.length(0);
  });

  it('is passed on by the console to list and details', async () => {
    const provider = await showIn(
      createApi({ sessions: [session!] }),
      html`<kv-review-console mask="all" session-id=${session!.id}></kv-review-console>`,
    );
    const element = provider.querySelector('kv-review-console')!;
    await says(await consoleLoaded(element), 'Personal data is hidden.');
    await says(element.shadowRoot!.querySelector('kv-session-list')!, 'Personal data is hidden.');
  });
});
