import { expect, html } from '@open-wc/testing';
import { currentAttempt, unreadClient, type Client, type Session } from 'kv-review/model';
import { ReviewError } from 'kv-review/api';
import { edgeSessions } from 'kv-review/testing';

import 'kv-review/define/field-evidence';
import {
  alex,
  awaiting,
  createApi,
  edgeSession,
  nino,
  says,
  showIn,
  textOf,
} from './review-page.js';

type FieldEvidence = HTMLElementTagNameMap['kv-field-evidence'];

const readings: Client = {
  firstName: 'Ana',
  lastName: 'ცისარტყელაშვილი',
  documentNumber: 'GX12345O7',
  personalNumber: null,
  sex: 'female',
  birthDate: '1990-03-05',
  expirationDate: '2031-01-02',
  nationality: 'GEO',
};

const at = (hour: number): string => `2026-06-15T${hour}:30:00Z`;

/** The front misreads a digit; an agent has corrected the first name twice. */
const edited: Session = {
  ...awaiting,
  client: { ...readings, firstName: 'Anne' },
  attempts: [
    {
      ...currentAttempt(awaiting)!,
      front: readings,
      back: {
        ...readings,
        firstName: 'ANNE',
        lastName: 'TSISARTQELASHVILI',
        documentNumber: 'GX1234507',
      },
    },
  ],
  changes: [
    { field: 'firstName', before: 'Ana', after: 'Anna', by: alex, at: at(10) },
    { field: 'firstName', before: 'Anna', after: 'Anne', by: nino, at: at(11) },
  ],
};

async function show(session: Session | undefined = edited, width = '60rem') {
  const provider = await showIn(
    createApi(),
    html`<kv-field-evidence .session=${session}></kv-field-evidence>`,
  );
  const element = provider.querySelector('kv-field-evidence')!;
  element.style.inlineSize = width;
  await element.updateComplete;
  return { provider, element };
}

/** The texts of a field's row, cell by cell. */
function rowOf(element: FieldEvidence, name: string): string[] {
  const rows = [...element.shadowRoot!.querySelectorAll('[role="row"]')];
  const row = rows.find((one) => one.querySelector('[role="rowheader"]')?.textContent === name)!;
  return [...row.querySelectorAll('[role="cell"]')].map((cell) =>
    [...cell.children]
      .filter((child) => !child.matches('[aria-hidden="true"]'))
      .map((child) => child.textContent)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

describe('kv-field-evidence', () => {
  it('puts the sources of a field side by side', async () => {
    const { element } = await show();
    expect(rowOf(element, 'Last Name')).to.deep.equal([
      'ცისარტყელაშვილი',
      'TSISARTQELASHVILI',
      'Not edited',
      'Match',
    ]);
    expect(rowOf(element, 'Nationality')[0]).to.equal('Georgia GEO');
    expect(rowOf(element, 'Birth Date')[1]).to.equal('Mar 5, 1990');
    expect(rowOf(element, 'Personal Number')).to.deep.equal([
      'Not read',
      'Not read',
      'Not edited',
      'Nothing to compare',
    ]);
    await expect(element).to.be.accessible();
  });

  it('marks mismatches in words and by character', async () => {
    const { element } = await show();
    expect(rowOf(element, 'Document Number')).to.deep.equal([
      'GX12345O7',
      'GX1234507',
      'Not edited',
      'Mismatch Front and MRZ differ',
    ]);
    const marks = [...element.shadowRoot!.querySelectorAll('mark')].map((mark) => mark.textContent);
    expect(marks).to.deep.equal(['O', '0']);
    expect(textOf(element)).to.contain('2 fields differ');
    // In the first name only the front differs, because the zone agrees with the edit. In the
    // number, both do.
    const differing = [...element.shadowRoot!.querySelectorAll('td.differs .cell-value')];
    expect(differing.map((cell) => cell.textContent.trim())).to.deep.equal([
      'Ana',
      'GX12345O7',
      'GX1234507',
    ]);
  });

  it('shows the value before an edit, its author and time, and all edits on demand', async () => {
    const { element } = await show();
    const [, , edit, comparison] = rowOf(element, 'First Name');
    expect(edit).to.match(/^Anne Before: Anna Nino Specimenadze, Jun 15, 2026/);
    expect(comparison).to.match(/^Mismatch Front and MRZ differ\s?Edit and front differ$/);
    const details = element.shadowRoot!.querySelector('details')!;
    expect(details.open).to.equal(false);
    details.querySelector('summary')!.click();
    expect(details.open).to.equal(true);
    const changes = [...details.querySelectorAll('li')].map((item) =>
      item.textContent.replaceAll(/\s+/g, ' ').trim(),
    );
    expect(changes[0]).to.match(/^Before: Ana → After: Anna Alex Agent, /);
    expect(changes[1]).to.match(/^Before: Anna → After: Anne Nino Specimenadze, /);
    await expect(element).to.be.accessible();
  });

  it('asks the agent to compare names in Arabic letters', async () => {
    const { element } = await show(edgeSession('edge-arabic-name'));
    expect(rowOf(element, 'First Name').at(-1)).to.equal('Compare by eye');
    expect(textOf(element)).to.contain('2 fields to compare by eye');
    expect(textOf(element)).to.contain('No differences found');
  });

  it('distinguishes a removed value from one that was not read', async () => {
    const change = { field: 'sex', before: 'female', after: null, by: null, at: at(10) } as const;
    const { element } = await show({
      ...edited,
      client: { ...edited.client, sex: null },
      changes: [change],
    });
    expect(rowOf(element, 'Sex')[2]).to.match(/^Removed Before: Female Unknown, /);
  });

  it('stacks in a narrow space, and stays a table without horizontal scrolling', async () => {
    for (const session of [edited, edgeSession('edge-long-name'), edgeSession('edge-hostile')]) {
      const { element } = await show(session, '18rem');
      const root = element.shadowRoot!;
      expect(root.querySelectorAll('[role="table"] [role="row"]')).to.have.length(9);
      expect(root.querySelectorAll('[role="columnheader"]')).to.have.length(5);
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
      const changed = root.querySelector('tbody tr:not(.same) td');
      if (changed) expect(getComputedStyle(changed).display).to.equal('grid');
      await expect(element).to.be.accessible();
    }
  });

  it('takes one line for a field whose sources agree, in a narrow space', async () => {
    const { element } = await show(edited, '18rem');
    const rows = [...element.shadowRoot!.querySelectorAll<HTMLElement>('tbody tr')];
    const heightOf = (field: string) =>
      rows.find((row) => row.textContent.includes(field))!.offsetHeight;
    for (const field of ['Personal Number', 'Sex', 'Birth Date', 'Nationality']) {
      expect(heightOf(field), field).to.be.at.most(36);
    }
    for (const field of ['First Name', 'Document Number']) {
      expect(heightOf(field), field).to.be.greaterThan(90);
    }
    // What is not seen is still read out.
    expect(rowOf(element, 'Sex')).to.deep.equal(['Female', 'Female', 'Not edited', 'Match']);
  });

  it('fits a long value in the wide table', async () => {
    const { element } = await show(edgeSession('edge-long-name'));
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    await expect(element).to.be.accessible();
  });

  it('shows a session without readings, and nothing without a session', async () => {
    const { element } = await show({ ...edgeSession('edge-nothing-read'), attempts: [] });
    expect(rowOf(element, 'First Name')[0]).to.equal('Not read');
    await expect(element).to.be.accessible();
    element.session = undefined;
    await element.updateComplete;
    expect(textOf(element)).to.equal('');
  });

  it('shows hostile texts and unknown values as text', async () => {
    const session = edgeSession('edge-hostile');
    const { element } = await show({
      ...session,
      changes: [
        { field: 'sex', before: '<b>', after: 'toString', by: nino, at: at(10) },
        { field: 'sex', before: 'toString', after: 'male', by: nino, at: at(11) },
      ],
    });
    expect(element.shadowRoot!.querySelector('img, script, b')).to.equal(null);
    expect((globalThis as { hacked?: true }).hacked).to.equal(undefined);
    expect(rowOf(element, 'Sex')[2]).to.contain('toString');
  });

  it('is in Georgian under a Georgian locale', async () => {
    const { element, provider } = await show();
    provider.locale = 'ka';
    await says(element, 'არ ემთხვევა');
    expect(rowOf(element, 'მოქალაქეობა')[0]).to.equal('საქართველო GEO');
  });

  it('shows nothing after a sign-out', async () => {
    const { element, provider } = await show();
    provider.api = {
      ...createApi(),
      getWorkspace: () => Promise.reject(new ReviewError('unauthenticated', 'sign in')),
    };
    await provider.updateComplete;
    await says(element, '');
    await expect(element).to.be.accessible();
  });

  it('has a row for every field of every edge case', async () => {
    for (const session of edgeSessions()) {
      const { element } = await show({
        ...session,
        client: { ...unreadClient, ...session.client },
      });
      expect(element.shadowRoot!.querySelectorAll('[role="rowheader"]')).to.have.length(8);
    }
  });
});
