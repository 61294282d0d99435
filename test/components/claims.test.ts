import { expect, html } from '@open-wc/testing';
import { ReviewError } from 'kv-review/api';
import type { MemoryApi } from 'kv-review/api/memory';
import type { Actor } from 'kv-review/model';

import 'kv-review/define/session-details';
import {
  alex,
  awaiting,
  createApi,
  findButton,
  nino,
  partsLoaded,
  says,
  showIn,
  textOf,
  until,
} from './review-page.js';

type Details = HTMLElementTagNameMap['kv-session-details'];

const capabilities = ['decide', 'add-note', 'claims', 'push'] as const;

const claimable = (required = false): MemoryApi =>
  createApi({ workspace: { capabilities, claims: { required } } });

async function show(api: MemoryApi): Promise<Details> {
  const provider = await showIn(
    api,
    html`<kv-session-details session-id=${awaiting.id}></kv-session-details>`,
  );
  const details = provider.querySelector('kv-session-details')!;
  await until(() => details.shadowRoot!.querySelector('.claim'), 'the session is shown');
  return details;
}

const lineOf = (element: Element | null): string =>
  (element?.textContent ?? '')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
const claimText = (details: Details): string => lineOf(details.shadowRoot!.querySelector('.claim'));
/** What the dialog that verifies shows; empty until it has loaded. */
const verifyText = (details: Details): string =>
  lineOf(
    details.shadowRoot!.querySelector('kv-verify-dialog')?.shadowRoot?.querySelector('form') ??
      null,
  );
const dialogOf = (details: Details) =>
  details.shadowRoot!.querySelector<HTMLDialogElement>('.claim-dialog')!;
const isAsking = (details: Details): boolean =>
  details.shadowRoot!.querySelector('.claim-dialog[open]') !== null;
const has = (details: Details, name: string): boolean => findButton(details, name) !== undefined;
const press = (details: Details, name: string): void => findButton(details, name)!.click();

const verifyDialog = (details: Details) => details.shadowRoot!.querySelector('kv-verify-dialog');

/** Opens the dialog that verifies, and writes a note. */
async function openVerify(details: Details, text: string): Promise<HTMLTextAreaElement> {
  details.verify();
  const find = () => verifyDialog(details)?.shadowRoot?.querySelector<HTMLTextAreaElement>('#note');
  await until(find, 'the dialog is open');
  const note = find()!;
  note.value = text;
  note.dispatchEvent(new InputEvent('input'));
  return note;
}

const submitVerify = (details: Details): void =>
  verifyDialog(details)!.shadowRoot!.querySelector<HTMLElement>('[type=submit]')!.click();

/** Takes the session over in the page of another agent. */
async function takeOver(details: Details, reason: string): Promise<void> {
  press(details, 'Take over…');
  await until(() => isAsking(details));
  const field = dialogOf(details).querySelector('textarea')!;
  field.value = reason;
  field.dispatchEvent(new InputEvent('input'));
  dialogOf(details).querySelector<HTMLButtonElement>('.primary')!.click();
}

describe('claims in kv-session-details (W2)', () => {
  it('claims a session and releases it', async () => {
    const api = claimable();
    const details = await show(api);
    await expect(details).to.be.accessible();
    press(details, 'Claim');
    await until(() => claimText(details).includes('You have this session.'));
    await says(details, 'You have claimed this session.');
    expect((await api.getSession(awaiting.id)).claim?.by).to.deep.equal({
      id: alex.id,
      name: alex.name,
    });
    await expect(details).to.be.accessible();
    press(details, 'Release');
    await until(() => has(details, 'Claim'));
    expect((await api.getSession(awaiting.id)).claim ?? null).to.equal(null);
  });

  it('shows who has the session, and does not offer to decide it', async () => {
    const api = claimable();
    await api.as(nino).claimSession(awaiting.id);
    const details = await show(api);
    expect(claimText(details)).to.contain(`Claimed by ${nino.name}`);
    expect(has(details, 'Verify')).to.equal(false);
    expect(has(details, 'Reject')).to.equal(false);
    // By a key of the page.
    expect(details.verify()).to.equal(true);
    await says(details, 'has claimed this session. Take it over to decide it.');
    await expect(details).to.be.accessible();
  });

  it('takes a session over with a reason', async () => {
    const api = claimable();
    await api.as(nino).claimSession(awaiting.id);
    const details = await show(api);
    press(details, 'Take over…');
    await until(() => isAsking(details));
    await expect(details).to.be.accessible();
    dialogOf(details).querySelector<HTMLButtonElement>('.primary')!.click();
    await until(() => lineOf(dialogOf(details)).includes('Enter a reason.'));
    dialogOf(details).close();
    await takeOver(details, 'Nino is off');
    await until(() => has(details, 'Release'));
    const { claim } = await api.getSession(awaiting.id);
    expect(claim).to.deep.include({
      number: 2,
      takenOver: { from: { id: nino.id, name: nino.name }, reason: 'Nino is off' },
    });
  });

  it('tells at once that it was taken over, and keeps the note (abuse case 28)', async () => {
    const api = claimable();
    const details = await show(api);
    details.verify();
    const dialog = () => details.shadowRoot!.querySelector('kv-verify-dialog');
    await until(() => dialog()?.shadowRoot?.querySelector('#note'));
    await until(() => claimText(details).includes('You have this session.'));
    const note = dialog()!.shadowRoot!.querySelector<HTMLTextAreaElement>('#note')!;
    note.value = 'The photo is clear.';
    note.dispatchEvent(new InputEvent('input'));
    const { claim } = await api.getSession(awaiting.id);
    await api.as(nino).takeOverClaim(awaiting.id, { number: claim!.number, reason: 'Urgent' });
    await until(() => verifyText(details).includes(`${nino.name} has claimed this session`));
    expect(verifyText(details)).to.contain('Urgent');
    expect(claimText(details)).to.contain('Urgent');
    expect(note.isConnected && note.value).to.equal('The photo is clear.');
    expect(note.readOnly).to.equal(true);
    expect((await api.getSession(awaiting.id)).decision).to.equal(null);
    await expect(dialog()!).to.be.accessible();
  });

  it('sends the number of the claim with the decision', async () => {
    const api = claimable(true);
    const inputs: unknown[] = [];
    const details = await show({
      ...api,
      decideSession: (id, input, options) => {
        inputs.push(input);
        return api.decideSession(id, input, options);
      },
    });
    await until(() => claimText(details).includes('You have this session.'), 'opening claims it');
    details.verify();
    const dialog = () => details.shadowRoot!.querySelector('kv-verify-dialog');
    await until(() => dialog()?.shadowRoot?.querySelector('[type=submit]'));
    dialog()!.shadowRoot!.querySelector<HTMLElement>('[type=submit]')!.click();
    await until(() => textOf(details).includes('This session is decided'));
    expect(inputs).to.deep.equal([{ verdict: 'verify', note: null, claim: 1 }]);
    expect(details.shadowRoot!.querySelector('.claim')).to.equal(null);
  });

  it('waits for the claim before it sends a decision', async () => {
    const api = claimable();
    let answer: (() => void) | undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const inputs: unknown[] = [];
    let isAsked = false;
    const details = await show({
      ...api,
      claimSession: async (id, options) => {
        isAsked = true;
        await answered;
        return api.claimSession(id, options);
      },
      decideSession: (id, input, options) => {
        inputs.push(input);
        return api.decideSession(id, input, options);
      },
    });
    await openVerify(details, 'Clear.');
    submitVerify(details);
    await until(() => isAsked && verifyText(details).includes('Sending the decision'));
    expect(inputs).to.deep.equal([]);
    answer!();
    await until(() => textOf(details).includes('This session is decided'));
    expect(inputs).to.deep.equal([{ verdict: 'verify', note: 'Clear.', claim: 1 }]);
  });

  it('says that the claim has failed, keeps the note, and claims again with the decision', async () => {
    const api = claimable(true);
    let isDown = true;
    let decisions = 0;
    const details = await show({
      ...api,
      claimSession: (id, options) => {
        if (isDown) throw new ReviewError('unavailable', 'The backend is down.');
        return api.claimSession(id, options);
      },
      decideSession: (id, input, options) => {
        decisions += 1;
        return api.decideSession(id, input, options);
      },
    });
    await until(() => claimText(details).includes('The claim could not be changed.'));
    const note = await openVerify(details, 'Clear.');
    submitVerify(details);
    await until(() => verifyText(details).includes('The session could not be claimed for you'));
    expect(verifyText(details)).to.contain('Nothing was decided, and your note is still here.');
    expect(note.value).to.equal('Clear.');
    expect(note.readOnly).to.equal(false);
    expect(decisions).to.equal(0);
    await expect(verifyDialog(details)!).to.be.accessible();
    isDown = false;
    submitVerify(details);
    await until(() => textOf(details).includes('This session is decided'));
    expect((await api.getSession(awaiting.id)).notes.map(({ text }) => text)).to.include('Clear.');
  });

  it('says who was faster to claim the session that is about to be decided, and keeps the note', async () => {
    const api = claimable();
    let decisions = 0;
    let answer: (() => void) | undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const { watchSessions: _, ...deaf } = api;
    const details = await show({
      ...deaf,
      getWorkspace: withoutPush(api),
      claimSession: async (id, options) => {
        await answered;
        await api.as(nino).claimSession(id);
        return api.claimSession(id, options);
      },
      decideSession: (id, input, options) => {
        decisions += 1;
        return api.decideSession(id, input, options);
      },
    } as MemoryApi);
    const note = await openVerify(details, 'Clear.');
    submitVerify(details);
    await until(() => verifyText(details).includes('Sending the decision'));
    answer!();
    await until(() => verifyText(details).includes(`${nino.name} has claimed this session`));
    expect(verifyText(details)).to.contain('Nothing was decided. Take the session over');
    expect(note.isConnected && note.value).to.equal('Clear.');
    expect(decisions).to.equal(0);
  });

  it('sends a decision without the claim that has failed, where none is required', async () => {
    const api = claimable();
    const details = await show({
      ...api,
      claimSession: () => {
        throw new ReviewError('unavailable', 'The backend is down.');
      },
    });
    await openVerify(details, '');
    submitVerify(details);
    await until(() => textOf(details).includes('This session is decided'));
  });

  it('explains a refused decision, and keeps the note', async () => {
    const api = claimable(true);
    // A page that does not hear of the take-over.
    const { watchSessions: _, ...deaf } = api;
    const details = await show({ ...deaf, getWorkspace: withoutPush(api) } as MemoryApi);
    await until(() => claimText(details).includes('You have this session.'));
    details.verify();
    const dialog = () => details.shadowRoot!.querySelector('kv-verify-dialog');
    await until(() => dialog()?.shadowRoot?.querySelector('#note'));
    const note = dialog()!.shadowRoot!.querySelector<HTMLTextAreaElement>('#note')!;
    note.value = 'Fine';
    note.dispatchEvent(new InputEvent('input'));
    await api.as(nino).takeOverClaim(awaiting.id, { number: 1, reason: 'Urgent' });
    dialog()!.shadowRoot!.querySelector<HTMLElement>('[type=submit]')!.click();
    await until(() => verifyText(details).includes('has claimed this session'));
    expect(verifyText(details)).to.contain('Copy your note');
    expect(dialog()!.shadowRoot!.querySelector<HTMLTextAreaElement>('#note')!.value).to.equal(
      'Fine',
    );
  });

  describe('handed over', () => {
    /** Colleagues whom the backend has seen. */
    async function seen(api: MemoryApi, ...colleagues: Actor[]): Promise<void> {
      for (const colleague of colleagues) {
        const { number } = await api.as(colleague).claimSession(awaiting.id);
        await api.as(colleague).releaseClaim(awaiting.id, { number });
      }
    }

    async function openHandOver(details: Details): Promise<void> {
      press(details, 'Claim');
      await until(() => has(details, 'Hand over…'));
      press(details, 'Hand over…');
      await until(() => isAsking(details));
    }

    const receiver = (details: Details) => dialogOf(details).querySelector('select');
    const send = (details: Details): void =>
      dialogOf(details).querySelector<HTMLButtonElement>('.primary')!.click();

    async function choose(details: Details, name: string): Promise<void> {
      await until(() => receiver(details));
      const option = [...receiver(details)!.options].find(({ text }) => text.includes(name))!;
      receiver(details)!.value = option.value;
      receiver(details)!.dispatchEvent(new Event('change'));
    }

    it('to a colleague, who sees it at once', async () => {
      const api = claimable();
      await seen(api, nino);
      const details = await show(api);
      const provider = await showIn(
        api.as(nino),
        html`<kv-session-details session-id=${awaiting.id}></kv-session-details>`,
      );
      const theirs = provider.querySelector('kv-session-details')!;
      await until(() => theirs.shadowRoot!.querySelector('.claim'));
      await openHandOver(details);
      await until(
        () => receiver(details) && details.shadowRoot!.activeElement === receiver(details),
      );
      await expect(details).to.be.accessible();
      send(details);
      await until(() => lineOf(dialogOf(details)).includes('Choose who gets the session.'));
      expect(details.shadowRoot!.activeElement).to.equal(receiver(details));
      await choose(details, nino.name);
      expect(receiver(details)!.outerHTML).to.not.contain(`"${nino.id}"`);
      send(details);
      await says(details, 'You have handed this session over.');
      await until(() => claimText(details).includes(`Claimed by ${nino.name}`));
      expect(has(details, 'Verify')).to.equal(false);
      expect(claimText(details)).to.not.contain(`${nino.name} has claimed this session`);
      await until(() =>
        claimText(theirs).includes(`${alex.name} has handed this session over to you.`),
      );
      await says(theirs, `${alex.name} has handed this session over to you.`);
      expect(has(theirs, 'Verify')).to.equal(true);
      await expect(theirs).to.be.accessible();
      const { claim } = await api.getSession(awaiting.id);
      expect(claim).to.deep.include({
        number: 3,
        by: { id: nino.id, name: nino.name },
        handedOver: { from: { id: alex.id, name: alex.name } },
      });
    });

    it('is offered to nobody when no colleague was seen', async () => {
      const details = await show(claimable());
      await openHandOver(details);
      await until(() => lineOf(dialogOf(details)).includes('No colleague has worked here'));
      expect(dialogOf(details).querySelector('.primary')).to.equal(null);
      await expect(details).to.be.accessible();
      dialogOf(details).querySelector<HTMLButtonElement>('.claim-end button')!.click();
      await until(() => !isAsking(details));
      expect(has(details, 'Release')).to.equal(true);
    });

    it('loads the colleagues again after an error', async () => {
      const api = claimable();
      await seen(api, nino);
      let isDown = true;
      const details = await show({
        ...api,
        listClaimReceivers: (options) =>
          isDown
            ? Promise.reject(new ReviewError('unavailable', 'The backend is down.'))
            : api.listClaimReceivers(options),
      });
      await openHandOver(details);
      await until(() => lineOf(dialogOf(details)).includes('The list of colleagues could not be'));
      await expect(details).to.be.accessible();
      isDown = false;
      dialogOf(details).querySelector<HTMLButtonElement>('.retry')!.click();
      await choose(details, nino.name);
      send(details);
      await says(details, 'You have handed this session over.');
    });

    it('tells apart two colleagues of one name', async () => {
      const api = claimable();
      await seen(api, nino, { ...nino, id: 'nino-2' });
      const details = await show(api);
      await openHandOver(details);
      await until(() => receiver(details));
      const names = [...receiver(details)!.options].slice(1).map(lineOf).sort();
      expect(names).to.deep.equal([`${nino.name} (nino)`, `${nino.name} (nino-2)`]);
    });

    it('closes its dialog when a colleague takes the session over meanwhile', async () => {
      const api = claimable();
      await seen(api, nino);
      const details = await show(api);
      await openHandOver(details);
      await until(() => receiver(details));
      const { claim } = await api.getSession(awaiting.id);
      await api.as(nino).takeOverClaim(awaiting.id, { number: claim!.number, reason: 'Urgent' });
      await until(() => !isAsking(details));
      expect(claimText(details)).to.contain('Urgent');
    });
  });

  it('is renewed while the page is in view, and not in the background', async () => {
    const ticks: (() => void)[] = [];
    const original = globalThis.setInterval;
    globalThis.setInterval = ((run: () => void, delay: number) => {
      if (delay === 30_000) ticks.push(run);
      return original(run, delay);
    }) as typeof setInterval;
    const restored = (): void => void (globalThis.setInterval = original);
    try {
      const api = claimable();
      const renewals: number[] = [];
      const details = await show({
        ...api,
        renewClaim: (id, input, options) => {
          renewals.push(input.number);
          return api.renewClaim(id, input, options);
        },
      });
      press(details, 'Claim');
      await until(() => claimText(details).includes('You have this session.'));
      expect(ticks).to.have.lengthOf(1);
      ticks[0]!();
      await until(() => renewals.length === 1);
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      ticks[0]!();
      Reflect.deleteProperty(document, 'hidden');
      ticks[0]!();
      await until(() => renewals.length === 2);
      expect(renewals).to.deep.equal([1, 1]);
    } finally {
      Reflect.deleteProperty(document, 'hidden');
      restored();
    }
  });

  it('has nothing of it without the capability', async () => {
    const api = createApi();
    const provider = await showIn(
      api,
      html`<kv-session-details session-id=${awaiting.id}></kv-session-details>`,
    );
    const details = provider.querySelector('kv-session-details')!;
    await until(() => findButton(details, 'Verify'));
    await partsLoaded(details);
    expect(details.shadowRoot!.querySelector('.claim')).to.equal(null);
    expect(details.claim()).to.equal(false);
    expect(details.release()).to.equal(false);
  });
});

const withoutPush =
  (api: MemoryApi): MemoryApi['getWorkspace'] =>
  async (options) => {
    const workspace = await api.getWorkspace(options);
    return { ...workspace, capabilities: workspace.capabilities.filter((name) => name !== 'push') };
  };
