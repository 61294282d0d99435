import { expect, fixture, html } from '@open-wc/testing';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Device, Session } from 'kv-review/model';
import { edgeSessions, sampleSessions } from 'kv-review/testing';

import { waitUntil } from '../wait.js';

import 'kv-review/define/review-provider';
import 'kv-review/define/customer-activity';

const session = sampleSessions({ count: 40, seed: 3 }).find(
  ({ device, status }) => device.name !== null && status === 'success',
)!;
const edge = (id: string): Session => edgeSessions().find((each) => each.id === id)!;

const userAgent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';
const silent: Device = { name: null, type: null, browser: null, os: null, userAgent: null };

async function show(shown: Session, locale = 'en') {
  const provider = await fixture(
    html`<kv-review-provider .api=${createMemoryApi({ sessions: [] })} locale=${locale}>
      <kv-customer-activity .session=${shown}></kv-customer-activity>
    </kv-review-provider>`,
  );
  const element = provider.querySelector('kv-customer-activity')!;
  await element.updateComplete;
  return element;
}

/** The terms and values of the element. */
function descriptions(element: HTMLElement): Record<string, string> {
  const rows = [...element.shadowRoot!.querySelectorAll('.description')].map((row) =>
    [row.querySelector('dt')!, row.querySelector('dd')!].map((part) =>
      part.textContent.replaceAll(/\s+/g, ' ').trim(),
    ),
  );
  return Object.fromEntries(rows) as Record<string, string>;
}

describe('kv-customer-activity', () => {
  it('shows the values of the backend under the labels of the reference', async () => {
    const element = await show({
      ...session,
      device: { name: 'Pixel 9', type: 'pc', browser: 'Chrome 141', os: 'Linux', userAgent },
      clientIp: '192.0.2.7',
      attemptCount: 12,
      livenessFinished: true,
      documentFinished: false,
    });
    const said = descriptions(element);
    expect(Object.keys(said)).to.deep.equal([
      'Device name',
      'Device type',
      'Browser',
      'OS',
      'Session ID',
      'Client IP',
      'Signed and Started',
      'Finished',
      'Liveness Finished',
      'Document finished',
      'Attempts',
    ]);
    expect(said).to.include({
      'Device name': 'Pixel 9',
      'Device type': 'PC',
      Browser: 'Chrome 141',
      OS: 'Linux',
      'Session ID': session.id,
      'Client IP': '192.0.2.7',
      'Liveness Finished': 'Yes',
      'Document finished': 'No',
      Attempts: '12',
    });
    const times = [...element.shadowRoot!.querySelectorAll('time')].map(({ dateTime }) => dateTime);
    expect(times).to.deep.equal([session.createdAt, session.completedAt]);
    await expect(element).to.be.accessible();
  });

  it('derives missing values from the user agent, and marks them', async () => {
    const device: Device = { ...silent, browser: 'Safari of the backend', userAgent };
    const element = await show({ ...session, device });
    const mark = 'read from the user agent';
    await waitUntil(() => descriptions(element)['OS']?.includes('iOS'));
    expect(descriptions(element)).to.include({
      'Device name': `iPhone ${mark}`,
      'Device type': `Mobile ${mark}`,
      Browser: 'Safari of the backend',
      OS: `iOS 18.6 ${mark}`,
    });
    await expect(element).to.be.accessible();
  });

  it('prefers what the client hints of the browser tell, and shows them on demand', async () => {
    const windows =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
    const clientHints = {
      brands: [
        { brand: 'Not?A_Brand', version: '8' },
        { brand: 'Google Chrome', version: '141' },
      ],
      model: 'Surface Pro',
      platform: 'Windows',
      platformVersion: '15.0.0',
    };
    const element = await show({
      ...session,
      device: { ...silent, userAgent: windows, clientHints },
    });
    const mark = 'read from the user agent';
    await waitUntil(() => descriptions(element)['OS']?.includes('Windows'));
    expect(descriptions(element)).to.include({
      'Device name': `Surface Pro ${mark}`,
      Browser: `Chrome 141 ${mark}`,
      OS: `Windows 11 ${mark}`,
    });
    expect(element.shadowRoot!.querySelector('details')!.textContent)
      .to.include(windows)
      .and.to.include('"platformVersion":"15.0.0"');
    await expect(element).to.be.accessible();
  });

  it('shows the raw user agent on demand', async () => {
    const element = await show({ ...session, device: { ...silent, userAgent } });
    const details = element.shadowRoot!.querySelector('details')!;
    expect(details.open).to.equal(false);
    details.querySelector('summary')!.click();
    expect(details.textContent).to.include(userAgent);
    await expect(element).to.be.accessible();
  });

  it('never shows the device of another client', async () => {
    const element = await show({ ...session, device: { ...silent, userAgent } });
    await waitUntil(() => descriptions(element)['OS']?.includes('iOS'));
    element.session = { ...session, id: 'other', device: silent };
    await element.updateComplete;
    expect(descriptions(element)['OS']).to.equal('Unknown');
  });

  it('shows which values are not known', async () => {
    const element = await show({ ...edge('edge-nothing-read'), completedAt: null });
    expect(descriptions(element)).to.include({
      'Device name': 'Unknown',
      'Device type': 'Unknown',
      'Client IP': 'Unknown',
      Finished: 'Not finished yet',
    });
    expect(element.shadowRoot!.querySelectorAll('details').length).to.equal(0);
    await expect(element).to.be.accessible();
  });

  it('copies the session ID, and announces it', async () => {
    const element = await show(session);
    const { clipboard } = navigator;
    const copied: string[] = [];
    const writeText = (text: string) => Promise.resolve(void copied.push(text));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    try {
      element.shadowRoot!.querySelector<HTMLButtonElement>('.copy')!.click();
      const status = () => element.shadowRoot!.querySelector('[role="status"]')!.textContent;
      await waitUntil(() => status().includes('Copied'));
      expect(copied).to.deep.equal([session.id]);
    } finally {
      Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    }
  });

  it('shows the input of a hostile client as text (abuse case 1)', async () => {
    const hostile = edge('edge-hostile');
    const element = await show(hostile);
    expect(element.shadowRoot!.textContent).to.include(hostile.device.name!);
    expect(element.shadowRoot!.querySelectorAll('img, script, a').length).to.equal(0);
    expect((globalThis as { hacked?: unknown }).hacked).to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('puts no personal data into attributes', async () => {
    const element = await show({ ...session, clientIp: '192.0.2.7' });
    const values = [...element.shadowRoot!.querySelectorAll('*')].flatMap((each) =>
      [...each.attributes].map(({ value }) => value),
    );
    expect(values.join(' ')).not.to.include('192.0.2.7');
  });

  it('is empty without a session', async () => {
    const element = await show(session);
    element.session = undefined;
    await element.updateComplete;
    expect(element.shadowRoot!.textContent.trim()).to.equal('');
  });

  it('is in Georgian under a Georgian locale', async () => {
    const element = await show(session, 'ka');
    await waitUntil(() => element.shadowRoot!.textContent.includes('მცდელობები'));
    await expect(element).to.be.accessible();
  });
});
