import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { exportPdf, type Paper, type PdfPhoto } from 'kv-review/export/pdf';
import type { FailedCondition, Session } from 'kv-review/model';
import { edgeSessions, sampleSessions } from 'kv-review/testing';
import sharp from 'sharp';

import { renderPhoto } from '../../demo/server/photos.ts';
import { edgeSession, find, named, options, rejected } from './sessions.ts';
import { newPath, pagesOf, run, save } from './tools.ts';

const samples = sampleSessions({ count: 300, seed: 'pdf' });
const awaiting = find(samples, ({ status }) => status === 'awaiting');
const byPolicy = find(
  samples,
  ({ status, decision, failedConditions }) =>
    status === 'rejected' && decision?.by === null && failedConditions.length > 0,
);
const papers: readonly Paper[] = ['a4', 'letter'];

/** The sizes of all texts in a file, in points. */
function textSizesIn(path: string): number[] {
  const open = newPath('pdf');
  run('qpdf', '--qdf', '--object-streams=disable', path, open);
  const content = readFileSync(open, 'latin1');
  const matrices = [...content.matchAll(/^(.+) Tm$/gm)].map(([, matrix = '']) => matrix);
  assert.ok(matrices.length > 0);
  for (const matrix of matrices) assert.match(matrix, /^1 0 0 1 /, 'no matrix scales the text');
  return [...content.matchAll(/^\/\S+ ([\d.]+) Tf$/gm)].map(([, size]) => Number(size));
}

const linesOf = (page: string | undefined): string[] =>
  (page ?? '').split('\n').filter((line) => line.trim() !== '');

/** Lines of a page without its head and foot. */
const leastLines = 8;

function assertFilledLastPage(pages: readonly string[], message: string): void {
  if (pages.length === 1) return;
  const lines = linesOf(pages.at(-1)).length - 2;
  assert.ok(lines >= leastLines, `${message}: ${lines} lines on page ${pages.length}`);
}

async function photosOf(session: Session, size?: { width: number; height: number }) {
  const photos = session.attempts.at(-1)?.photos ?? [];
  return Promise.all(
    photos.map(async (photo): Promise<PdfPhoto> => {
      const blob = await renderPhoto(session, photo, 'full');
      const picture = sharp(await blob.arrayBuffer());
      if (size) picture.resize({ ...size, fit: 'fill' });
      return { id: photo.id, bytes: new Uint8Array(await picture.jpeg().toBuffer()) };
    }),
  );
}

/** The widths of the pictures of a file, in millimetres, without those beside each other. */
function largeWidths(path: string): number[] {
  // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
  const rows = run('pdfimages', '-list', path).trim().split('\n').slice(2);
  const widths = rows.map((row) => {
    const columns = row.trim().split(/\s+/);
    return (Number(columns[3]) / Number(columns[12])) * 25.4;
  });
  return widths.filter((width) => width > 80);
}

describe('the layout of a form', () => {
  for (const locale of ['en', 'ka']) {
    for (const paper of papers) {
      it(`has no text below 8 points, and no nearly empty last page: ${locale}, ${paper}`, async () => {
        for (const session of [...edgeSessions(), rejected, awaiting, byPolicy]) {
          const photos = await photosOf(session);
          const path = save(await exportPdf(session, { ...options, locale, paper, photos }));
          assert.ok(Math.min(...textSizesIn(path)) >= 8, session.id);
          assertFilledLastPage(pagesOf(path, 'layout'), session.id);
        }
      });
    }
  }

  it('has no nearly empty last page, however many attempts there are', async () => {
    const { attempts } = edgeSession('edge-attempts');
    const counts: number[] = [];
    for (const count of attempts.keys()) {
      const session = { ...rejected, attempts: attempts.slice(0, count + 1) };
      const pages = pagesOf(save(await exportPdf(session, options)), 'layout');
      assertFilledLastPage(pages, `${count + 1} attempts`);
      counts.push(pages.length);
    }
    assert.ok(new Set(counts).size > 2, 'the last page begins at some of them');
  });

  it('states the client’s name above the session', async () => {
    for (const session of [named(rejected, 'Łukasz', 'Żółć'), named(rejected, 'ნინო', 'ბერიძე')]) {
      const [first] = pagesOf(save(await exportPdf(session, options)), 'layout');
      const lines = linesOf(first).map((line) => line.trim());
      const { firstName, lastName } = session.client;
      const title = lines.indexOf('Identity verification');
      assert.ok(title >= 0);
      assert.equal(lines[title + 1], `${firstName} ${lastName}`);
      assert.match(lines[title + 2] ?? '', /^Session ID/);
    }
    const unnamed = {
      ...rejected,
      client: { ...rejected.client, firstName: null, lastName: null },
    };
    const [first = ''] = pagesOf(save(await exportPdf(unnamed, options)), 'layout');
    assert.match(first, /Identity verification\s+Name not read\s+Session ID/);
  });
});

describe('a name that is longer than a page', () => {
  it('continues on the next page, within the margins', async () => {
    const path = save(await exportPdf(named(rejected, 'n'.repeat(4_000), 'Last'), options));
    const boxes = run('pdftotext', '-bbox', path, '-');
    const bottoms = [...boxes.matchAll(/yMax="([\d.]+)">n+</g)].map(([, bottom]) => Number(bottom));
    assert.ok(bottoms.length > 60);
    assert.ok(Math.max(...bottoms) < 841.89 - 46, String(Math.max(...bottoms)));
  });
});

describe('the photos of a document', () => {
  const textWidth = { a4: 176, letter: 182 } as const;

  for (const paper of papers) {
    it(`are wide enough to read the zone, 140 mm or more: ${paper}`, async () => {
      const photos = await photosOf(rejected);
      assert.equal(photos.length, 3);
      const path = save(await exportPdf(rejected, { ...options, paper, photos }));
      const widths = largeWidths(path);
      assert.equal(widths.length, 2);
      for (const width of widths) assert.ok(width >= 140, `${width} mm`);
    });

    it(`take the width of the text if they are alone on a page: ${paper}`, async () => {
      // Two of these do not fit on a page.
      const photos = await photosOf(rejected, { width: 1200, height: 1250 });
      const path = save(await exportPdf(rejected, { ...options, paper, photos }));
      const widths = largeWidths(path);
      assert.equal(widths.length, 2);
      for (const width of widths) {
        assert.ok(Math.abs(width - textWidth[paper]) < 1, `${width} mm`);
      }
    });
  }

  it('are on one page each if they are upright', async () => {
    const photos = await photosOf(awaiting, { width: 900, height: 1600 });
    const path = save(await exportPdf(awaiting, { ...options, photos }));
    assert.match(run('qpdf', '--check', path), /No syntax or stream encoding errors found/);
    assert.ok(largeWidths(path).every((width) => width > 120));
    assertFilledLastPage(pagesOf(path, 'layout'), 'upright photos');
  });
});

describe('the first page states', () => {
  const firstPage = async (session: Session, locale = 'en') => {
    const [page = ''] = pagesOf(save(await exportPdf(session, { ...options, locale })), 'layout');
    return page.replaceAll(/\s+/g, ' ');
  };

  it('the conditions that the policy rejected for, each with the seen and the required value', async () => {
    const failedConditions: FailedCondition[] = [
      { condition: 'face-match-level', observed: 2, required: 4 },
      { condition: 'liveness', observed: false, required: true },
    ];
    const page = await firstPage({ ...byPolicy, failedConditions });
    assert.match(page, /Decided by Decided on Rejected Automatic/);
    assert.match(page, /Rejected automatically because of these conditions/);
    assert.match(page, /Condition Observed Required/);
    assert.match(page, /Face Match Score Level 2 of 7, 1\/250 FAR level 4 or higher, 1\/1,000 FAR/);
    assert.match(page, /Liveness Passed No Yes/);
    assert.doesNotMatch(page, /No reasons were attached/);
  });

  it('that no condition was recorded if the policy gave none', async () => {
    const page = await firstPage({ ...byPolicy, failedConditions: [] });
    assert.match(page, /Rejected automatically. The failed condition was not recorded./);
  });

  it('the reasons of a person, and why a session needs review', async () => {
    assert.match(await firstPage(rejected), /Attached TAGS/);
    const failedConditions: FailedCondition[] = [
      { condition: 'liveness', observed: false, required: true },
    ];
    const page = await firstPage({ ...awaiting, failedConditions });
    assert.match(page, /Why this needs review/);
  });

  it('each open match with its list, and that lists did not answer', async () => {
    const checkedAt = '2026-06-01T09:00:00Z';
    const match = (id: string, name: string) => ({
      ...{ id, list: `List ${id}`, authority: null, name, alias: null, score: 0.9 },
    });
    const mark = { reason: 'Born later', by: { id: 'a', name: 'Agent' }, at: checkedAt };
    const screening: Session['screening'] = {
      ...{ status: 'match', checkedAt, lists: ['List 1'] },
      matches: [
        match('1', 'OPEN ONE'),
        match('2', 'OPEN TWO'),
        { ...match('3', 'CLEARED'), falsePositive: mark },
      ],
    };
    const success = find(samples, ({ status }) => status === 'success');
    const page = await firstPage({ ...success, screening });
    assert.match(page, /Match found: 2 open OPEN ONE – List 1 OPEN TWO – List 2/);
    assert.doesNotMatch(page, /CLEARED/);
    const unanswered = ['List 4', 'List 5'];
    const screenings: Session['screening'][] = [
      { status: 'unknown', checkedAt, unanswered },
      { ...screening, unanswered },
    ];
    for (const one of screenings) {
      assert.match(await firstPage({ ...success, screening: one }), /No answer from List 4 List 5/);
    }
    const unknown = await firstPage({ ...success, screening: { status: 'unknown', checkedAt } });
    assert.match(unknown, /This does not clear the person/);
    assert.match(
      await firstPage({ ...success, screening: { status: 'clear', checkedAt, lists: [] } }),
      /No match/,
    );
  });
});
