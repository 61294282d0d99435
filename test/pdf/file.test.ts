import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';

import { exportPdf } from 'kv-review/export/pdf';
import { edgeSessions } from 'kv-review/testing';

import { edgeSession, options, rejected } from './sessions.ts';
import { run, save } from './tools.ts';

describe('the file', () => {
  for (const locale of ['en', 'ka']) {
    for (const paper of ['a4', 'letter'] as const) {
      it(`is valid PDF for every edge case: ${locale}, ${paper}`, async () => {
        for (const session of [...edgeSessions(), rejected]) {
          const path = save(await exportPdf(session, { ...options, locale, paper }));
          const report = run('qpdf', '--check', path);
          assert.match(report, /No syntax or stream encoding errors found/, session.id);
          const size = { a4: /595\.28 x 841\.89 pts \(A4\)/, letter: /612 x 792 pts \(letter\)/ };
          assert.match(run('pdfinfo', path), size[paper]);
        }
      });
    }
  }

  it('is reported as invalid if one byte is lost', async () => {
    const bytes = await exportPdf(rejected, options);
    const path = save(bytes.slice(0, -40));
    assert.throws(() => run('qpdf', '--check', path));
  });

  it('has the same bytes in another process, for the same session and clock', async () => {
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    for (const [id, locale] of [
      ['edge-arabic-name', 'en'],
      ['edge-hostile', 'ka'],
      ['edge-attempts', 'ka'],
    ] as const) {
      const script = `
        import { createHash } from 'node:crypto';
        import { exportPdf } from 'kv-review/export/pdf';
        import { edgeSessions, sampleWorkspace } from 'kv-review/testing';
        const { extraFields, acceptanceLevel } = sampleWorkspace();
        const session = edgeSessions().find(({ id }) => id === ${JSON.stringify(id)});
        const bytes = await exportPdf(session, {
          locale: ${JSON.stringify(locale)},
          now: new Date(${options.now.getTime()}),
          timeZone: ${JSON.stringify(options.timeZone)},
          extraFields,
          acceptanceLevel,
        });
        process.stdout.write(createHash('sha256').update(bytes).digest('hex'));
      `;
      const elsewhere = execFileSync(
        process.execPath,
        ['--input-type=module', '--eval', script],
        // Neither the machine's time zone nor its language matters.
        { encoding: 'utf8', env: { ...process.env, TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8' } },
      );
      const here = await exportPdf(edgeSession(id), { ...options, locale });
      assert.equal(elsewhere, digest(here), id);
      assert.equal(digest(await exportPdf(edgeSession(id), { ...options, locale })), elsewhere);
    }
  });
});
