import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openDatabaseBackend } from '../../demo/server/backends.ts';
import { listedPerson } from '../../demo/server/watch-list.ts';
import { detailsOf, dialogOf, visitPortal, type Visit } from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-portal-'));
const reason = 'The client was born in another country.';

let visit: Visit;
let apiKey: string;

before(async () => {
  const backend = await openDatabaseBackend(folder, { count: 60 });
  apiKey = backend.apiKey;
  visit = await visitPortal({ backend });
});
after(async () => {
  await visit.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The company's own backend reports a client whose name is on the list. */
async function sendListedClient(): Promise<string> {
  const send = async (path: string, init: RequestInit = { method: 'POST', body: '{}' }) => {
    const response = await fetch(`${visit.url}/kv/v1/${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(typeof init.body === 'string' && { 'content-type': 'application/json' }),
      },
    });
    assert.ok(response.ok, `${path}: ${response.status}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const id = String((await send('sessions'))['id']);
  await send(`sessions/${id}/attempts`);
  const [firstName, lastName] = listedPerson.name.split(' ');
  const { birthDate } = listedPerson;
  const unread = { documentNumber: null, personalNumber: null, sex: null, nationality: null };
  const evidence = {
    ...{ documentType: 'passport', mrz: null, back: null, faceMatch: null },
    front: { firstName, lastName, birthDate, expirationDate: null, ...unread },
    spoof: { idIsReal: null, fullIdDetected: null },
    ...{ livenessPassed: null, livenessFinished: true, documentFinished: true },
  };
  const body = new FormData();
  body.set('evidence', JSON.stringify(evidence));
  await send(`sessions/${id}/attempts/1/evidence`, { method: 'PUT', body });
  const { status } = await send(`sessions/${id}/attempts/1/finish`);
  assert.equal(status, 'awaiting');
  return id;
}

test('a sanctions match is shown, is marked as a false positive, and stays marked after another screening', async () => {
  const id = await sendListedClient();
  const page = await visit.open({ route: `/all/${id}` });
  const details = detailsOf(page);
  const screening = details.locator('kv-screening');
  const text = (content: string) => screening.getByText(content, { exact: false }).first();
  await text('Example Sanctions List').waitFor();
  await text('Sanctioned').waitFor();
  await text('Mar 4, 1970').waitFor();
  await details.getByRole('button', { name: /Open match.*Example Sanctions List/ }).click();

  await screening.getByRole('button', { name: 'Mark as false positive' }).click();
  await dialogOf(page).getByRole('textbox').fill(reason);
  await dialogOf(page)
    .getByRole('button', { name: /Mark as false positive/ })
    .click();
  await dialogOf(page).waitFor({ state: 'hidden' });
  await text('No open matches').waitFor();
  await text(reason).waitFor();
  await details.getByRole('button', { name: /no open matches left/ }).waitFor();

  const answered = page.waitForResponse((response) => response.url().endsWith('/screening'));
  await screening.getByRole('button', { name: 'Check again' }).click();
  assert.equal((await answered).status(), 200);
  await screening.getByRole('button', { name: 'Check again' }).waitFor();
  await text('No open matches').waitFor();
  await text(reason).waitFor();

  const next = await visit.open({
    user: 'u-marek',
    route: `/all/${await sendListedClient()}`,
  });
  const remembered = detailsOf(next).locator('kv-screening').getByText(reason);
  await remembered.first().waitFor();
  visit.assertQuiet();
});
