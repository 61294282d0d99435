import { expect, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { KvEventMap } from 'kv-review';
import type { MemoryApi } from 'kv-review/api/memory';
import { defaultRejectionGroups, type RejectionGroup } from 'kv-review/model';

import 'kv-review/define/reject-dialog';
import {
  awaiting,
  button,
  createApi,
  findButton,
  focused,
  nameOf,
  nino,
  says,
  showIn,
  textOf,
  until,
} from './review-page.js';

type RejectDialog = HTMLElementTagNameMap['kv-reject-dialog'];

async function show(api: MemoryApi = createApi()) {
  const provider = await showIn(
    api,
    html`<kv-reject-dialog .session=${awaiting}></kv-reject-dialog>`,
  );
  const dialog = provider.querySelector('kv-reject-dialog')!;
  await open(dialog);
  return { provider, dialog, api };
}

async function open(dialog: RejectDialog): Promise<void> {
  dialog.show();
  await until(() => native(dialog).open);
}

const native = (dialog: RejectDialog) => dialog.shadowRoot!.querySelector('dialog')!;
const note = (dialog: RejectDialog) => dialog.shadowRoot!.querySelector('textarea')!;

/** The radio button of a group, or the checkbox of a reason. */
function choice(dialog: RejectDialog, label: string): HTMLInputElement {
  const found = [...dialog.shadowRoot!.querySelectorAll('label')].find(
    (element) => element.querySelector('bdi')?.textContent === label,
  );
  if (!found?.control) throw new RangeError(`There is no choice “${label}”.`);
  return found.control as HTMLInputElement;
}

async function choose(dialog: RejectDialog, ...labels: string[]): Promise<void> {
  for (const label of labels) {
    choice(dialog, label).click();
    await dialog.updateComplete;
  }
}

const selected = (dialog: RejectDialog) =>
  [...dialog.shadowRoot!.querySelectorAll('[part="selected"] bdi')].map(
    ({ textContent }) => textContent,
  );

const withTaxonomy = (groups: readonly RejectionGroup[], reasonRequired = true) =>
  createApi({ workspace: { rejection: { groups: structuredClone([...groups]), reasonRequired } } });

describe('kv-reject-dialog', () => {
  it('offers the groups, and the reasons of the selected group', async () => {
    const { dialog } = await show();
    const groups = [...dialog.shadowRoot!.querySelectorAll('[part="group"] bdi')];
    expect(groups.map(({ textContent }) => textContent)).to.deep.equal([
      'Spam',
      'Compromised person',
      'Suspected fraud',
      'Data mismatch',
      'Regulation violations',
    ]);
    expect(textOf(dialog)).to.contain('Choose a group to see its reasons.');
    await expect(dialog).to.be.accessible();

    await choose(dialog, 'Suspected fraud');
    const reasons = [...dialog.shadowRoot!.querySelectorAll('[part="reason"] bdi')];
    expect(reasons.map(({ textContent }) => textContent)).to.deep.equal([
      'Fake',
      'Blacklist',
      'Selfie Mismatch',
    ]);
    await expect(dialog).to.be.accessible();
  });

  it('marks a selected group blue and a selected reason red, both with a check mark', async () => {
    const { dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake');
    const colour = (token: string) => {
      const probe = document.createElement('span');
      probe.style.color = getComputedStyle(dialog).getPropertyValue(token);
      dialog.shadowRoot!.querySelector('form')!.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    };
    const look = (label: string) => {
      const element = choice(dialog, label).closest('label')!;
      return [getComputedStyle(element).color, element.querySelector('svg') !== null];
    };
    expect(look('Suspected fraud')).to.deep.equal([colour('--_color-accent'), true]);
    expect(look('Fake')).to.deep.equal([colour('--_color-danger'), true]);
    expect(look('Blacklist')[1]).to.equal(false);
  });

  it('rejects with reasons across groups and a note', async () => {
    const { api, dialog, provider } = await show();
    let requested: unknown;
    provider.addEventListener('kv-decision-request', ({ detail }) => (requested = detail));
    await choose(
      dialog,
      'Data mismatch',
      'MRZ issue',
      'Suspected fraud',
      'Selfie Mismatch',
      'Fake',
    );
    expect(selected(dialog)).to.deep.equal(['Fake', 'Selfie Mismatch', 'MRZ issue']);
    expect(textOf(dialog)).to.contain('3 reasons selected');
    note(dialog).focus();
    await sendKeys({ type: 'Forged' });
    const completed = oneEvent<KvEventMap['kv-decision-complete']>(
      provider,
      'kv-decision-complete',
    );
    (await button(dialog, 'Reject')).click();
    expect((await completed).detail).to.deep.equal({ sessionId: awaiting.id, verdict: 'reject' });
    expect(requested).to.deep.equal({
      sessionId: awaiting.id,
      verdict: 'reject',
      reasons: ['fake', 'selfie-mismatch', 'mrz'],
    });
    const { decision, notes } = await api.getSession(awaiting.id);
    expect(decision!.reasons.map(({ id }) => id)).to.deep.equal(['fake', 'selfie-mismatch', 'mrz']);
    expect(notes.at(-1)!.text).to.equal('Forged');
    await says(dialog, `${nameOf(awaiting)} rejected.`);
  });

  it('works by keyboard alone', async () => {
    const { api, dialog } = await show();
    expect(focused()).to.equal(choice(dialog, 'Spam'));
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    expect(choice(dialog, 'Suspected fraud').checked).to.equal(true);
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal(choice(dialog, 'Fake'));
    await sendKeys({ type: ' ' });
    expect(selected(dialog)).to.deep.equal(['Fake']);
    (await button(dialog, 'Reject')).focus();
    await sendKeys({ press: 'Enter' });
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    expect((await api.getSession(awaiting.id)).decision!.reasons[0]!.id).to.equal('fake');
  });

  it('Enter on a choice selects it and never decides', async () => {
    const { api, dialog } = await show();
    await choose(dialog, 'Suspected fraud');
    choice(dialog, 'Fake').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => selected(dialog).length === 1);
    choice(dialog, 'Blacklist').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => selected(dialog).length === 2);
    expect(native(dialog).open).to.equal(true);
    expect((await api.getSession(awaiting.id)).status).to.equal('awaiting');
  });

  it('decides with Ctrl+Enter on a reason', async () => {
    const { api, dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake');
    const init = { key: 'Enter', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
    choice(dialog, 'Fake').dispatchEvent(new KeyboardEvent('keydown', init));
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    expect((await api.getSession(awaiting.id)).decision!.reasons).to.have.length(1);
  });

  it('asks for a required reason, and focuses the groups', async () => {
    const { api, dialog } = await show();
    (await button(dialog, 'Reject')).click();
    await says(dialog, 'Select at least one reason.');
    expect(focused()).to.equal(choice(dialog, 'Spam'));
    await expect(dialog).to.be.accessible();
    await choose(dialog, 'Spam', 'SPAM');
    expect(textOf(dialog)).not.to.contain('Select at least one reason.');
    (await button(dialog, 'Reject')).click();
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    expect((await api.getSession(awaiting.id)).status).to.equal('rejected');
  });

  it('rejects without a reason if the company allows it', async () => {
    const api = withTaxonomy(defaultRejectionGroups, false);
    const { dialog } = await show(api);
    (await button(dialog, 'Reject')).click();
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    expect((await api.getSession(awaiting.id)).decision!.reasons).to.deep.equal([]);
  });

  it('removes a selected reason and focuses the next one', async () => {
    const { dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake', 'Blacklist');
    (await button(dialog, 'Remove Fake')).click();
    await until(() => selected(dialog).length === 1);
    expect(choice(dialog, 'Fake').checked).to.equal(false);
    expect(focused()).to.equal(findButton(dialog, 'Remove Blacklist'));
    findButton(dialog, 'Remove Blacklist')!.click();
    await until(() => selected(dialog).length === 0);
    expect(focused()).to.equal(choice(dialog, 'Fake'));
  });

  it('clears the reasons and the note, stays open and announces it', async () => {
    const { dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake');
    note(dialog).focus();
    await sendKeys({ type: 'gone' });
    (await button(dialog, 'Clear selection')).click();
    await says(dialog, 'Selection cleared.');
    expect(native(dialog).open).to.equal(true);
    expect(selected(dialog)).to.deep.equal([]);
    expect(note(dialog).value).to.equal('');
    expect(choice(dialog, 'Suspected fraud').checked).to.equal(false);
    expect(textOf(dialog)).to.contain('Choose a group to see its reasons.');
    await expect(dialog).to.be.accessible();
  });

  it('keeps the selection after Escape', async () => {
    const { dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake');
    await sendKeys({ press: 'Escape' });
    await until(() => !dialog.open);
    await open(dialog);
    expect(selected(dialog)).to.deep.equal(['Fake']);
  });

  it('shows reasons and note while the outcome is unknown', async () => {
    const faults = [{ kind: 'dropped-answer', method: 'decideSession', calls: [1] }] as const;
    const { api, dialog } = await show(createApi({ faults }));
    await choose(dialog, 'Suspected fraud', 'Fake');
    (await button(dialog, 'Reject')).click();
    await says(dialog, 'We couldn’t confirm that the decision was recorded');
    expect(selected(dialog)).to.deep.equal(['Fake']);
    expect(dialog.shadowRoot!.querySelector('input')).to.equal(null);
    expect(findButton(dialog, 'Remove Fake')).to.equal(undefined);
    await expect(dialog).to.be.accessible();
    (await button(dialog, 'Check again')).click();
    await says(dialog, `${nameOf(awaiting)} rejected.`);
    expect((await api.getSession(awaiting.id)).decision!.reasons).to.have.length(1);
  });

  it('shows who has decided first, and the agent’s own choice', async () => {
    const { api, dialog } = await show();
    await choose(dialog, 'Suspected fraud', 'Fake');
    await api
      .as(nino)
      .decideSession(
        awaiting.id,
        { verdict: 'verify', note: null },
        { version: awaiting.version, idempotencyKey: 'nino-1' },
      );
    (await button(dialog, 'Reject')).click();
    await says(dialog, 'Verified by Nino Specimenadze on');
    expect(selected(dialog)).to.deep.equal(['Fake']);
    await expect(dialog).to.be.accessible();
    (await button(dialog, 'Show the current session')).click();
    await until(() => !native(dialog).open);
    expect(dialog.session!.status).to.equal('success');
  });

  it('shows a long, large and hostile taxonomy in the company’s language', async () => {
    const groups: RejectionGroup[] = Array.from({ length: 40 }, (_, number) => ({
      id: `group-${number}`,
      label: { en: `Group ${number} ${'with a long name '.repeat(6)}`, ka: `ჯგუფი ${number}` },
      reasons: [
        { id: `reason-${number}`, label: { ka: `<img src=x onerror="globalThis.hacked=true">` } },
        { id: `plain-${number}`, label: {} },
      ],
    }));
    const { dialog, provider } = await show(withTaxonomy(groups));
    expect(dialog.shadowRoot!.querySelectorAll('[part="group"]')).to.have.length(40);
    provider.locale = 'ka';
    await until(() => textOf(dialog).includes('ჯგუფი 7'));
    await choose(dialog, 'ჯგუფი 7', 'plain-7');
    expect(textOf(dialog)).to.contain('<img src=x');
    expect(dialog.shadowRoot!.querySelector('img')).to.equal(null);
    expect(selected(dialog)).to.deep.equal(['plain-7']);
    expect(native(dialog).scrollWidth).to.be.at.most(native(dialog).clientWidth);
    await expect(dialog).to.be.accessible();
  });
});
