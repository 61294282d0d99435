import { expect, html, oneEvent } from '@open-wc/testing';
import { capabilities, ReviewError, type ReviewApi } from 'kv-review/api';
import type { MemoryApiOptions } from 'kv-review/api/memory';
import type { SettingsPreview } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/settings-awaiting';
import {
  agent,
  announced,
  buttonNamed,
  control,
  focused,
  master,
  otherMaster,
  reconnect,
  rootOf,
  said,
  saveAsOther,
  showSettings,
  untilForm,
  untilSaid,
} from './settings-page.js';
import { waitUntil } from '../wait.js';

type Awaiting = HTMLElementTagNameMap['kv-settings-awaiting'];
type PreviewSettings = ReviewApi['previewSettings'];

const content = html`<kv-settings-awaiting></kv-settings-awaiting>`;
const sessions = sampleSessions({ count: 300, seed: 'preview' });

async function show(options: Partial<MemoryApiOptions> = {}) {
  const page = await showSettings(content, { sessions, ...options });
  const element = page.provider.querySelector('kv-settings-awaiting')!;
  await untilForm(element);
  return { ...page, element };
}

/** The same, over an adapter whose preview is under the control of the test. */
async function showWith(previewSettings: PreviewSettings) {
  const page = await show();
  await reconnect(page.provider, { ...page.api, previewSettings });
  await untilForm(page.element);
  return page;
}

async function choose(element: Awaiting, level: number): Promise<void> {
  const options = [...control(element, 'acceptanceLevel').querySelectorAll('label')];
  options
    .find(({ textContent }) => textContent.includes(`Level ${level}`))!
    .querySelector('input')!
    .click();
  await element.updateComplete;
}

const previewOf = (element: Awaiting): Element | null => rootOf(element).querySelector('.preview');
const progressOf = (element: Awaiting): HTMLProgressElement | null =>
  rootOf(element).querySelector('progress');

async function start(element: Awaiting): Promise<void> {
  await waitUntil(() => buttonNamed(element, 'Preview the change'));
  buttonNamed(element, 'Preview the change')!.click();
  await element.updateComplete;
}

const empty: SettingsPreview = {
  version: '1',
  judged: 12_345,
  changed: 0,
  moves: [],
  leftOut: { evidence: 0, ipCountry: 0 },
};

/** A preview that ends when the test says so. */
function held() {
  let resolve = (_preview: SettingsPreview): void => undefined;
  const end = new Promise<SettingsPreview>((settle) => (resolve = settle));
  const calls: Parameters<PreviewSettings>[] = [];
  const previewSettings: PreviewSettings = async (...call) => {
    calls.push(call);
    return end;
  };
  const report = (done: number, total: number): void =>
    calls.at(-1)?.[1]?.onProgress?.({ done, total });
  return {
    resolve: (preview: SettingsPreview) => resolve(preview),
    calls,
    report,
    previewSettings,
  };
}

describe('the preview of a change of the settings', () => {
  it('is offered once a condition is changed, and not before', async () => {
    const { element } = await show();
    expect(previewOf(element)).to.equal(null);
    await choose(element, 6);
    await waitUntil(() => previewOf(element));
    await expect(element).to.be.accessible();
    await choose(element, 4);
    expect(previewOf(element)).to.equal(null);
  });

  it('says how many sessions would end differently, by which condition, and saves nothing', async () => {
    const { element, api } = await show();
    const { version } = await api.getSettings();
    const expected = await api.previewSettings({ change: { acceptanceLevel: 7 } });
    const [move] = expected.moves;
    await choose(element, 7);
    await start(element);
    await untilSaid(element, 'would have ended differently');
    const summary = `${expected.changed} of the last ${expected.judged} sessions would have ended differently.`;
    expect(said(element)).to.include(summary);
    expect(announced(element)).to.equal(summary);
    expect(said(element)).to.match(
      new RegExp(`Verified .*Awaiting action ${move?.count ?? 0} sessions`),
    );
    const conditions = rootOf(element).querySelectorAll('.preview-conditions > li summary');
    expect(
      [...conditions].map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim()),
    ).to.deep.equal([`Face Match Score ${move?.conditions[0]?.count ?? 0} sessions`]);
    await expect(element).to.be.accessible();
    expect((await api.getSettings()).version).to.equal(version);
  });

  it('opens a session that would end differently', async () => {
    const { element, api } = await show();
    const { moves } = await api.previewSettings({ change: { acceptanceLevel: 7 } });
    const sessionId = moves[0]?.conditions[0]?.sessionIds[0];
    await choose(element, 7);
    await start(element);
    await untilSaid(element, 'would have ended differently');
    rootOf(element).querySelector<HTMLElement>('.preview summary')!.click();
    const opened = oneEvent(element, 'kv-session-open');
    rootOf(element).querySelector<HTMLElement>('.preview-sessions button')!.click();
    expect((await opened).detail).to.deep.equal({ sessionId });
    await expect(element).to.be.accessible();
  });

  it('says what was left out, and that nothing would have changed', async () => {
    const { element } = await showWith(async () => ({
      ...empty,
      leftOut: { evidence: 3, ipCountry: 1 },
    }));
    await choose(element, 6);
    await start(element);
    await untilSaid(element, 'All of the last 12,345 sessions would have ended the same way.');
    expect(said(element)).to.include('3 sessions were left out because their evidence');
    expect(said(element)).to.include('1 session was left out because the country');
    await expect(element).to.be.accessible();
  });

  it('shows what this version does not know as it is', async () => {
    const { element } = await showWith(async () => ({
      ...empty,
      changed: 70,
      moves: [
        {
          from: 'success',
          to: 'escalated',
          count: 70,
          conditions: [{ condition: '<b>moon</b>', count: 70, sessionIds: ['a', 'b'] }],
        },
      ],
    }));
    await choose(element, 6);
    await start(element);
    await untilSaid(element, 'escalated');
    expect(said(element)).to.include('<b>moon</b>');
    expect(said(element)).to.include('The newest 2:');
  });

  it('shows its progress, which is checked and never goes back', async () => {
    const preview = held();
    const { element } = await showWith(preview.previewSettings);
    await choose(element, 6);
    await start(element);
    await waitUntil(() => progressOf(element));
    expect(progressOf(element)!.hasAttribute('value')).to.equal(false);
    await expect(element).to.be.accessible();
    preview.report(50, 200);
    await untilSaid(element, '50 of 200 sessions');
    expect([progressOf(element)!.value, progressOf(element)!.max]).to.deep.equal([50, 200]);
    const wrong: readonly (readonly [number, number])[] = [
      [-1, 200],
      [0.5, 200],
      [NaN, 200],
      [70, Infinity],
      [10, 200],
    ];
    for (const [done, total] of wrong) {
      preview.report(done, total);
      element.requestUpdate();
      await element.updateComplete;
      expect(progressOf(element)!.value).to.equal(50);
    }
    preview.report(900, 200);
    element.requestUpdate();
    await element.updateComplete;
    expect(progressOf(element)!.value).to.equal(200);
    preview.resolve(empty);
    await untilSaid(element, 'ended the same way');
    preview.report(1, 2);
    element.requestUpdate();
    await element.updateComplete;
    expect(progressOf(element)).to.equal(null);
  });

  it('announces its beginning and its end, however often the adapter reports progress', async () => {
    const preview = held();
    const { element } = await showWith(preview.previewSettings);
    await choose(element, 6);
    const heard: string[] = [];
    const region = rootOf(element).querySelector('.visually-hidden[role="status"]')!;
    const observer = new MutationObserver(() => heard.push(announced(element)));
    observer.observe(region, { characterData: true, childList: true, subtree: true });
    await start(element);
    await waitUntil(() => preview.calls.length > 0);
    for (let done = 0; done <= 1000; done += 1) preview.report(done, 1000);
    preview.resolve(empty);
    await untilSaid(element, 'ended the same way');
    observer.disconnect();
    expect(heard).to.deep.equal([
      'Judging past sessions…',
      'All of the last 12,345 sessions would have ended the same way.',
    ]);
  });

  it('is canceled, and the focus returns to the button that starts it', async () => {
    const preview = held();
    const { element } = await showWith(preview.previewSettings);
    await choose(element, 6);
    await start(element);
    await waitUntil(() => preview.calls.length > 0);
    buttonNamed(element, 'Cancel')!.click();
    await element.updateComplete;
    expect(preview.calls[0]?.[1]?.signal?.aborted).to.equal(true);
    expect(announced(element)).to.equal('Preview canceled.');
    expect(focused(element)?.className).to.include('preview-start');
    preview.resolve({ ...empty, changed: 5 });
    await element.updateComplete;
    expect(said(element)).not.to.include('ended differently');
    await expect(element).to.be.accessible();
  });

  it('says that its result no longer fits, after another change', async () => {
    const { element } = await show();
    await choose(element, 7);
    await start(element);
    await untilSaid(element, 'ended differently');
    expect(said(element)).not.to.include('no longer fits');
    await choose(element, 6);
    expect(said(element)).to.include('This result no longer fits them.');
    await expect(element).to.be.accessible();
    await choose(element, 7);
    expect(said(element)).not.to.include('no longer fits');
  });

  it('says that its result no longer fits, when another master has saved', async () => {
    const { element, api } = await show();
    await choose(element, 7);
    await saveAsOther(api, { section: 'session', values: { timeZone: 'Asia/Tokyo' } });
    await start(element);
    await untilSaid(element, 'This result no longer fits them.');
  });

  it('ends with the change: it is discarded, or saved', async () => {
    const preview = held();
    const { element } = await showWith(preview.previewSettings);
    await choose(element, 7);
    await start(element);
    await waitUntil(() => preview.calls.length > 0);
    buttonNamed(element, 'Discard changes')!.click();
    await element.updateComplete;
    expect(previewOf(element)).to.equal(null);
    expect(preview.calls[0]?.[1]?.signal?.aborted).to.equal(true);
    await choose(element, 6);
    await waitUntil(() => previewOf(element));
    expect(progressOf(element)).to.equal(null);
  });

  it('can be tried again after a failure', async () => {
    let calls = 0;
    const { element, provider } = await showWith(() => {
      calls += 1;
      return calls === 1
        ? Promise.reject(new ReviewError('rate-limited', 'Busy.'))
        : Promise.resolve(empty);
    });
    const failed = oneEvent(provider, 'kv-error');
    await choose(element, 6);
    await start(element);
    await untilSaid(element, 'The preview failed.');
    expect((await failed).detail.code).to.equal('rate-limited');
    await expect(element).to.be.accessible();
    rootOf(element).querySelector<HTMLElement>('.preview-failure button')!.click();
    await untilSaid(element, 'ended the same way');
  });

  it('forgets its result when another user signs in', async () => {
    const { element, provider, api } = await show();
    await choose(element, 7);
    await start(element);
    await untilSaid(element, 'ended differently');
    await reconnect(provider, api.as(otherMaster));
    await untilForm(element);
    expect(said(element)).not.to.include('ended differently');
    await choose(element, 7);
    await waitUntil(() => previewOf(element));
    expect(said(element)).not.to.include('ended differently');
  });

  it('is hidden where the adapter cannot preview', async () => {
    const without = capabilities.filter((name) => name !== 'policy-preview');
    const { element } = await show({ workspace: { capabilities: without } });
    await choose(element, 6);
    await untilSaid(element, '1 unsaved change');
    expect(previewOf(element)).to.equal(null);
  });

  it('is not there for an agent, whom the backend refuses too', async () => {
    const { api } = await showSettings(content, { sessions, actor: agent });
    const element = document.querySelector('kv-settings-awaiting')!;
    await untilSaid(element, 'Only master users can see the settings');
    expect(previewOf(element)).to.equal(null);
    const refusal = await api
      .previewSettings({ change: { acceptanceLevel: 7 } })
      .catch((error: unknown) => error);
    expect(refusal).to.include({ code: 'forbidden' });
  });

  it('speaks Georgian', async () => {
    const page = await showSettings(content, { sessions, actor: master }, 'ka');
    const element = page.provider.querySelector('kv-settings-awaiting')!;
    await untilForm(element);
    rootOf(element).querySelector<HTMLElement>('#field-acceptanceLevel input')!.click();
    await untilSaid(element, 'ცვლილების წინასწარი ნახვა');
    rootOf(element).querySelector<HTMLElement>('.preview-start')!.click();
    await untilSaid(element, /ბოლო \d+ სესიიდან \d+ სხვაგვარად დასრულდებოდა/);
  });
});
