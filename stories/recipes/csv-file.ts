import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';
import { createCsvApi } from 'kv-review/api/csv';
import { exportCsv } from 'kv-review/export/csv';
import { sampleSessions } from 'kv-review/testing';
import { html } from 'lit';
import { until } from 'lit/directives/until.js';

// Stands for the file of an <input type="file">.
async function makeFile(): Promise<Blob> {
  const parts: BlobPart[] = [];
  for await (const part of exportCsv(sampleSessions({ count: 40, seed: 'recipe' })))
    parts.push(part);
  return new Blob(parts);
}

async function showFile(file: Blob) {
  const { api, errors, sessionCount } = await createCsvApi(file);
  return html`
    <p>Read ${sessionCount} sessions, with ${errors.length} errors.</p>
    <kv-review-provider .api=${api}>
      <kv-session-list .style=${'block-size: 30rem'}></kv-session-list>
    </kv-review-provider>
  `;
}

export const csvFile = html`${until(makeFile().then(showFile))}`;
