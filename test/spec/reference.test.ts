import { expect, html } from '@open-wc/testing';
import type { MatchLevel } from 'kv-review/model';

import 'kv-review/define/reject-dialog';
import 'kv-review/define/session-details';
import { awaiting, createApi, showIn, textOf, until } from '../components/review-page.js';

const farOfLevel: [MatchLevel, string][] = [
  [7, '1/500,000'],
  [6, '1/100,000'],
  [5, '1/10,000'],
  [4, '1/1,000'],
  [3, '1/500'],
  [2, '1/250'],
  [1, '1/100'],
];

const reasonsOfGroup: [string, string[]][] = [
  ['Spam', ['SPAM']],
  ['Compromised person', ['PEP', 'Sanctions lists', 'Criminal records', 'Adverse media']],
  ['Suspected fraud', ['Fake', 'Blacklist', 'Selfie Mismatch']],
  [
    'Data mismatch',
    ['Full name issue', 'ID number or document number issue', 'MRZ issue', 'Date of birth issue'],
  ],
  ['Regulation violations', ['Age', 'Duplicate', 'Wrong region']],
];

describe('The reference', () => {
  it('every match level is shown with its false acceptance rate', async () => {
    const sessions = farOfLevel.map(([level]) => ({
      ...awaiting,
      id: `level-${level}`,
      faceMatch: { level, confidence: null },
    }));
    const provider = await showIn(
      createApi({ sessions }),
      html`<kv-session-details></kv-session-details>`,
    );
    const details = provider.querySelector('kv-session-details')!;
    for (const [level, far] of farOfLevel) {
      details.sessionId = `level-${level}`;
      const score = `Level ${level} of 7 ${far} FAR`;
      await until(() => textOf(details).includes(score), score);
    }
  });

  it('every rejection reason is offered in its group', async () => {
    const provider = await showIn(
      createApi(),
      html`<kv-reject-dialog .session=${awaiting}></kv-reject-dialog>`,
    );
    const dialog = provider.querySelector('kv-reject-dialog')!;
    dialog.show();
    const labels = (part: 'group' | 'reason') =>
      [...dialog.shadowRoot!.querySelectorAll(`[part="${part}"]`)].map((element) => ({
        element: element as HTMLElement,
        text: element.querySelector('bdi')!.textContent,
      }));
    await until(() => labels('group').length > 0);
    expect(labels('group').map(({ text }) => text)).to.deep.equal(
      reasonsOfGroup.map(([group]) => group),
    );
    for (const [group, reasons] of reasonsOfGroup) {
      labels('group')
        .find(({ text }) => text === group)!
        .element.click();
      await dialog.updateComplete;
      expect(
        labels('reason').map(({ text }) => text),
        group,
      ).to.deep.equal(reasons);
    }
  });
});
