import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { detailsOf, rowsOf, visitPortal, type Visit } from '../e2e/portal.ts';
import { metadataIn, plantMetadata } from './metadata.ts';
import { pagesOf, run, save } from './tools.ts';

let visit: Visit;

before(async () => {
  let taken: Uint8Array<ArrayBuffer> | undefined;
  // Every photo has a phone's metadata.
  visit = await visitPortal({ count: 200 }, (portal) => async (request) => {
    const response = await portal(request);
    if (!response.headers.get('content-type')?.startsWith('image/jpeg')) return response;
    taken ??= plantMetadata(new Uint8Array(await response.arrayBuffer()));
    return new Response(taken, { headers: { 'Content-Type': 'image/jpeg' } });
  });
});

after(() => visit.close());

test('abuse case 5: the portal downloads a PDF under the strict policy, without metadata of the photos', async () => {
  const page = await visit.open({ route: '/rejected' });
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await rowsOf(page).first().getByRole('gridcell').nth(1).click();
  const download = detailsOf(page).getByRole('button', { name: 'Download PDF' });
  await download.waitFor();
  assert.deepEqual(
    loaded.filter((path) => path.startsWith('/kit/export/pdf')),
    [],
  );

  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  const sessionId = page.url().split('/').at(-1) ?? '';
  assert.match(file.suggestedFilename(), /\.pdf$/);
  const bytes = readFileSync(await file.path());
  assert.equal(bytes.toString('latin1', 0, 5), '%PDF-');

  const path = save(bytes);
  assert.match(run('qpdf', '--check', path), /No syntax or stream encoding errors found/);
  const pages = pagesOf(path);
  for (const text of pages) assert.ok(text.includes(sessionId), 'each page names the session');
  const [first = ''] = pages;
  for (const text of ['Rejected', 'Client Information', 'Tamarind Pay', 'Document, front']) {
    assert.ok(first.includes(text), text);
  }
  assert.deepEqual(metadataIn(bytes), []);

  // Loaded from beside the single file, as with a script tag.
  assert.ok(
    loaded.some((one) => one.startsWith('/kit/export/pdf')),
    loaded.join(' '),
  );
  const policy = (await page.request.get(visit.url)).headers()['content-security-policy'];
  assert.match(policy ?? '', /default-src 'none'.*require-trusted-types-for 'script'/);
  visit.assertQuiet();
});
