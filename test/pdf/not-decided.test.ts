import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { exportPdf } from 'kv-review/export/pdf';
import { sampleSessions } from 'kv-review/testing';

import { edgeSession, find, options, rejected } from './sessions.ts';
import { draw, pagesOf, run, save } from './tools.ts';

const awaiting = find(
  sampleSessions({ count: 50, seed: 'pdf' }),
  ({ status }) => status === 'awaiting',
);
/** Long enough for several pages. */
const session = { ...awaiting, attempts: edgeSession('edge-attempts').attempts };

const words = {
  en: { mark: 'Not decided', status: 'Awaiting action on', title: 'Identity verification' },
  ka: {
    mark: 'გადაწყვეტილება არ არის მიღებული',
    status: 'მოქმედების მოლოდინში',
    title: 'პირადობის ვერიფიკაცია',
  },
} as const;

/** The ink of the bar's place on a page, from 0 (white) to 1. */
function inkOfBar(path: string, page: number): number {
  const { pixels } = draw(path, page, { left: 200, top: 66, width: 60, height: 17 }, 2);
  return pixels.reduce((sum, lightness) => sum + (255 - lightness) / 255, 0) / pixels.length;
}

for (const locale of ['en', 'ka'] as const) {
  describe(`a form of a session that awaits action: ${locale}`, () => {
    const { mark, status, title } = words[locale];
    let path = '';
    let pages: string[] = [];
    before(async () => {
      path = save(await exportPdf(session, { ...options, locale }));
      pages = pagesOf(path, 'layout');
    });

    it('has the mark, the status and the time on each page', () => {
      assert.ok(pages.length > 3);
      for (const [index, page] of pages.entries()) {
        const [line = ''] = page.split('\n').filter((text) => text.includes(mark));
        assert.ok(line.includes(status), `page ${index + 1}: ${line}`);
        assert.match(line, /2026.*(16:00|4:00\sPM)/);
        assert.ok(inkOfBar(path, index + 1) > 0.6, `page ${index + 1} has the bar`);
      }
    });

    it('has the mark in its title and subject, with the version of the session', () => {
      const metadata = run('pdfinfo', path);
      assert.ok(metadata.includes(`${mark} – ${title} ${session.id}`), metadata);
      assert.match(metadata, new RegExp(`Subject: +${mark} – ${status}.*: ${session.version}\n`));
    });
  });
}

describe('a form of a decided session', () => {
  it('has neither the mark nor the bar, and states the version of the session', async () => {
    const path = save(await exportPdf(rejected, options));
    const pages = pagesOf(path);
    for (const [index, page] of pages.entries()) {
      assert.ok(!page.includes(words.en.mark));
      assert.ok(inkOfBar(path, index + 1) < 0.4);
    }
    assert.ok(pages[0]?.includes(`Version: ${rejected.version}`));
  });

  it('of an adapter that does not know who decided is not marked', async () => {
    const path = save(await exportPdf({ ...rejected, decision: null }, options));
    const text = pagesOf(path).join('');
    assert.ok(!text.includes(words.en.mark));
    assert.match(text, /Decided by/);
  });
});
