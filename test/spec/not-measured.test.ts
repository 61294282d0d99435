import { expect, html } from '@open-wc/testing';
import { createMemoryApi } from 'kv-review/api/memory';
import { createCsvApi } from 'kv-review/api/csv';
import type { Session } from 'kv-review/model';

import 'kv-review/define/attempt-history';
import 'kv-review/define/customer-activity';
import 'kv-review/define/mrz-report';
import 'kv-review/define/session-details';
import 'kv-review/define/session-list';
import { edgeSession, says, showIn, textOf, until } from '../components/review-page.js';

/** From a vendor that measures no level, no liveness and no spoofs; its document has no zone. */
const vendors = edgeSession('edge-not-measured');
const [attempt] = vendors.attempts;
if (!attempt) throw new Error('The session has no attempt.');

const withLevel = (level: 0 | 3 | null): Session => {
  const faceMatch = { level, confidence: 50 };
  return {
    ...vendors,
    id: `level-${level}`,
    faceMatch,
    attempts: [{ ...attempt, faceMatch }],
  };
};

async function showDetails(session: Session) {
  const provider = await showIn(
    createMemoryApi({ sessions: [session] }),
    html`<kv-session-details session-id=${session.id}></kv-session-details>`,
  );
  const details = provider.querySelector('kv-session-details')!;
  await says(details, 'Client Information');
  return details;
}

const values = (root: ParentNode): Map<string, string> =>
  new Map(
    [...root.querySelectorAll('dt')].map((term) => [
      term.textContent.trim(),
      (term.nextElementSibling?.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
    ]),
  );

/** What is shown as a failure: red, or with a warning sign. */
const alarms = (root: ParentNode): string[] =>
  [...root.querySelectorAll('.bad, .danger, .low')].map(({ textContent }) => textContent.trim());

describe('What a vendor does not measure', () => {
  it('is not measured in the details, and neither low nor failed', async () => {
    const details = await showDetails(vendors);
    const root = details.shadowRoot!;
    const shown = values(root);
    expect(shown.get('Face Match Score')).to.equal('Not measured');
    expect(shown.get('Match Confidence')).to.equal('91 of 100');
    expect(shown.get('Liveness Passed')).to.equal('Not checked');
    expect(shown.get('Document valid')).to.equal('Not checked');
    expect(shown.get('ID Spoof Detection')).to.equal('Not checked');
    expect(textOf(details)).to.include('driving-licence');
    expect(textOf(details)).to.include(
      'Face Match Score: Not measured Required: level 4 or higher, 1/1,000 FAR',
    );
    expect(alarms(root)).to.deep.equal([]);
    await expect(details).to.be.accessible();
  });

  it('differs from a level below level 1 in the details', async () => {
    const details = await showDetails(withLevel(0));
    const shown = values(details.shadowRoot!);
    expect(shown.get('Face Match Score')).to.equal(
      'No level reached Below the minimum level 4, 1/1,000 FAR',
    );
  });

  it('is not measured in the list, and differs from a level below level 1', async () => {
    const sessions = [withLevel(null), withLevel(0), withLevel(3), { ...vendors, faceMatch: null }];
    const provider = await showIn(
      createMemoryApi({ sessions }),
      html`<kv-session-list columns="first-name match-level" sort="firstName"></kv-session-list>`,
    );
    const root = provider.querySelector('kv-session-list')!.shadowRoot!;
    const cells = () =>
      [...root.querySelectorAll('.row .optional')].map(({ textContent }) => textContent.trim());
    await until(() => cells().length === 4 && cells().every(Boolean));
    expect(cells().sort()).to.deep.equal([
      ...['3 1/500 FAR', 'Not measured', 'Not measured', 'below level 1'],
    ]);
  });

  it('reports no zone errors for a document without a zone', async () => {
    const details = await showDetails({ ...vendors, documentValid: false });
    const titles = [...details.shadowRoot!.querySelectorAll('summary')].map(({ textContent }) =>
      textContent.trim(),
    );
    expect(titles).to.include('Machine-readable zone');
    expect(titles).not.to.include('Check MRZ errors');
  });

  it('is not red where Doc 9303 does not govern the layout of the zone', async () => {
    const provider = await showIn(
      createMemoryApi({ sessions: [] }),
      html`<kv-mrz-report
        .lines=${['IDFRADOUEL<<<<<<<<<<<<<<<<<<<<932013', '0506932020438CHRISTIANE<<NI2906209F3']}
      ></kv-mrz-report>`,
    );
    const report = provider.querySelector('kv-mrz-report')!;
    await says(report, 'not checked against ICAO Doc 9303');
    expect(alarms(report.shadowRoot!)).to.deep.equal([]);
  });

  it('is neither a change nor a value before a change in the history of attempts', async () => {
    const measured = { ...attempt, faceMatch: { level: 3, confidence: 50 } } as const;
    const attempts = [measured, { ...attempt, number: 2 }, { ...measured, number: 3 }];
    const provider = await showIn(
      createMemoryApi({ sessions: [] }),
      html`<kv-attempt-history
        .session=${{ ...vendors, attempts, attemptCount: 3 }}
      ></kv-attempt-history>`,
    );
    const history = provider.querySelector('kv-attempt-history')!;
    await says(history, 'Attempt 3');
    const [third, second] = history.shadowRoot!.querySelectorAll('[part=attempt]');
    expect(values(second!).get('Face Match Score')).to.equal('Not measured');
    for (const one of [third, second]) expect(one!.querySelector('.changes')).to.equal(null);
  });

  it('is unknown where a file does not say whether a step was finished', async () => {
    const { api } = await createCsvApi(
      'Session ID,Creation time,Verified\r\ns-1,2026-03-01T10:00:00Z,TRUE\r\n',
    );
    const session = await api.getSession('s-1');
    const provider = await showIn(
      api,
      html`<kv-customer-activity .session=${session}></kv-customer-activity>`,
    );
    const activity = provider.querySelector('kv-customer-activity')!;
    await says(activity, 'Liveness Finished');
    const shown = values(activity.shadowRoot!);
    expect(shown.get('Liveness Finished')).to.equal('Unknown');
    expect(shown.get('Document finished')).to.equal('Unknown');
  });
});
