import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { exportPdf } from 'kv-review/export/pdf';
import type { Session } from 'kv-review/model';

import { edgeSession, options, rejected } from './sessions.ts';
import { pagesOf, save } from './tools.ts';

/** Long and short texts, each with a unique beginning and end. */
const notes: Session['notes'] = Array.from({ length: 60 }, (_, index) => {
  const filler = 'Compared with the register. '.repeat(index % 9 === 0 ? 68 : (index % 4) + 1);
  return {
    id: `note-${index}`,
    text: `Begin${index} ${filler}End${index}`,
    by: { id: 'agent', name: `Agent${index}` },
    at: '2026-06-15T09:06:00Z',
    verdict: null,
  };
});

const base = edgeSession('edge-attempts');
const attempts = base.attempts.map((attempt, index) => ({
  ...attempt,
  clientIp: `198.51.100.${index + 1}`,
  device: { ...attempt.device, os: `System${index + 1}` },
}));
const long: Session = {
  ...base,
  attempts,
  notes,
  status: 'rejected',
  decision: rejected.decision,
};

/** The column headers. */
const heads = {
  en: { notes: /Date\s+By\s+Decision\s+Note/, attempts: /No\.\s+Started, finished/ },
  ka: { notes: /თარიღი\s+ავტორი\s+გადაწყვეტილება\s+შენიშვნა/, attempts: /№\s+დაწყება, დასრულება/ },
};

const pageNumber = {
  en: (page: number, count: number) => `Page ${page} of ${count}`,
  ka: (page: number, count: number) => `გვერდი ${page} / ${count}`,
};

for (const locale of ['en', 'ka'] as const) {
  for (const paper of ['a4', 'letter'] as const) {
    describe(`a form of thirty attempts and sixty notes: ${locale}, ${paper}`, () => {
      let pages: string[] = [];
      before(async () => {
        pages = pagesOf(save(await exportPdf(long, { ...options, locale, paper })), 'layout');
      });

      const has = (page: string, word: string) => new RegExp(`\\b${word}\\b`, 'u').test(page);
      const pageWith = (word: string) => pages.findIndex((page) => has(page, word));

      it('has the session, the time and its number on each page', () => {
        assert.ok(pages.length > 8);
        for (const [index, page] of pages.entries()) {
          assert.ok(page.includes(long.id));
          assert.ok(page.includes(pageNumber[locale](index + 1, pages.length)), page.slice(-200));
          assert.match(page, /2026.*16:00|2026.*4:00\sPM/);
        }
      });

      it('has every row on one page', () => {
        for (const index of notes.keys()) {
          const page = pageWith(`Begin${index}`);
          assert.ok(page >= 0, `note ${index}`);
          assert.equal(pageWith(`End${index}`), page, `note ${index}`);
          assert.equal(pageWith(`Agent${index}`), page, `note ${index}`);
        }
        for (const number of attempts.keys()) {
          const page = pageWith(`198\\.51\\.100\\.${number + 1}`);
          assert.ok(page >= 0, `attempt ${number + 1}`);
          assert.equal(pageWith(`System${number + 1}`), page, `attempt ${number + 1}`);
        }
      });

      it('has the column headers above the rows on each page', () => {
        for (const page of pages) {
          if (/\bBegin\d/.test(page)) assert.match(page, heads[locale].notes);
          if (/\bSystem\d/.test(page)) assert.match(page, heads[locale].attempts);
        }
      });
    });
  }
}
