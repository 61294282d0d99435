import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { expect } from '@open-wc/testing';
import { exportPdf } from 'kv-review/export/pdf';
import type { Session } from 'kv-review/model';
import { edgeSessions, hostileTexts, sampleWorkspace } from 'kv-review/testing';

import { contains, drawnPhoto, options, place, rejected, withExif } from './pdf-fixture.js';

const load = (bytes: Uint8Array) => PDFDocument.load(bytes, { updateMetadata: false });
const edge = (id: string): Session => edgeSessions().find((session) => session.id === id)!;

async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not fail.');
}

describe('exportPdf', () => {
  it('writes a document with title, language and creation date', async () => {
    const document = await load(await exportPdf(rejected, { ...options, locale: 'ka' }));
    expect(document.getTitle()).to.equal(`პირადობის ვერიფიკაცია ${rejected.id}`);
    expect(document.getAuthor()).to.equal(rejected.companyName);
    expect(document.getCreationDate()).to.deep.equal(options.now);
    expect(document.getModificationDate()).to.deep.equal(options.now);
    expect(String(document.catalog.get(PDFName.of('Lang')))).to.contain('ka');
  });

  it('contains no personal data in its metadata', async () => {
    const bytes = await exportPdf(rejected, options);
    const document = await load(bytes);
    const told = [document.getTitle(), document.getAuthor(), document.getSubject()].join(' ');
    for (const value of [rejected.client.lastName!, rejected.client.documentNumber!]) {
      expect(told).not.to.contain(value);
    }
  });

  it('writes the same bytes for the same session and time, and others for another time', async () => {
    const photos = [await drawnPhoto(rejected)];
    const [first, again] = [
      await exportPdf(rejected, { ...options, photos }),
      await exportPdf(structuredClone(rejected), { ...options, photos }),
    ];
    expect(first).to.deep.equal(again);
    const later = await exportPdf(rejected, { ...options, photos, now: new Date(0) });
    expect(later).not.to.deep.equal(first);
  });

  it('is in A4 or Letter', async () => {
    for (const [paper, width, height] of [
      ['a4', 595.28, 841.89],
      ['letter', 612, 792],
    ] as const) {
      const [page] = (await load(await exportPdf(rejected, { ...options, paper }))).getPages();
      expect(page!.getSize()).to.deep.equal({ width, height });
    }
    const unknown = await failure(exportPdf(rejected, { ...options, paper: 'a0' as 'a4' }));
    expect(unknown).to.be.instanceOf(RangeError);
  });

  it('uses as many pages as thirty attempts and sixty notes need', async () => {
    const long = edge('edge-attempts');
    const notes = Array.from({ length: 60 }, (_, index) => ({
      id: `note-${index}`,
      text: `${index}: ${'Compared with the register. '.repeat(70)}`.slice(0, 2000),
      by: { id: 'agent', name: 'Nino Specimenadze' },
      at: '2026-06-15T09:06:00Z',
      verdict: null,
    }));
    const short = await load(await exportPdf(long, options));
    const document = await load(await exportPdf({ ...long, notes }, options));
    expect(long.attempts).to.have.length(30);
    expect(document.getPageCount()).to.be.greaterThan(short.getPageCount() + 5);
  });

  it('writes every edge case, in both languages', async () => {
    const { extraFields, acceptanceLevel } = sampleWorkspace();
    for (const session of edgeSessions()) {
      for (const locale of ['en', 'ka']) {
        const bytes = await exportPdf(session, {
          ...options,
          locale,
          extraFields,
          acceptanceLevel,
        });
        expect((await load(bytes)).getPageCount(), session.id).to.be.greaterThan(0);
      }
    }
  });

  it('does not fail for any hostile text', async () => {
    const texts = [
      ...Object.values(hostileTexts),
      '\uD800 lone \uDFFF',
      '🦔👩‍👩‍👧 中文 𓀀',
      'n'.repeat(5_000),
      '\u202E'.repeat(500),
      'مُحَمَّد‌ی (12) — שלום [34]',
      '',
    ];
    for (const text of texts) {
      const session: Session = {
        ...rejected,
        companyName: text,
        client: { ...rejected.client, firstName: text, nationality: text },
        extra: [{ key: text, value: text }],
      };
      expect((await load(await exportPdf(session, options))).getPageCount()).to.be.greaterThan(0);
    }
  });

  describe('photos', () => {
    it('are embedded unchanged', async () => {
      const photo = await drawnPhoto(rejected);
      const without = await exportPdf(rejected, options);
      const bytes = await exportPdf(rejected, { ...options, photos: [photo] });
      expect(bytes.length).to.be.greaterThan(without.length + photo.bytes.length * 0.9);
    });

    it('abuse case 5: are refused with EXIF, a comment, or data after the picture', async () => {
      const { id, bytes } = await drawnPhoto(rejected);
      const comment = new Uint8Array([
        ...bytes.subarray(0, 2),
        0xff,
        0xfe,
        0,
        3,
        65,
        ...bytes.subarray(2),
      ]);
      for (const [unclean, found] of [
        [withExif(bytes), 'APP1'],
        [comment, 'COM'],
        [new Uint8Array([...bytes, 1, 2, 3]), 'after the image'],
        [
          new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'),
          'not a JPEG or PNG',
        ],
      ] as const) {
        const error = await failure(
          exportPdf(rejected, { ...options, photos: [{ id, bytes: unclean }] }),
        );
        expect(error).to.be.instanceOf(TypeError);
        expect(error.message).to.contain(found);
      }
      expect(contains(withExif(bytes), place)).to.be.true;
    });

    it('may be PNG, without text chunks', async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
      const bytes = new Uint8Array(await blob!.arrayBuffer());
      const { id } = rejected.attempts.at(-1)!.photos[0]!;
      await exportPdf(rejected, { ...options, photos: [{ id, bytes }] });
      const content = [0, 0, 0, 3, ...new TextEncoder().encode('eXIfabc'), 0, 0, 0, 0];
      const unclean = new Uint8Array([...bytes.subarray(0, 33), ...content, ...bytes.subarray(33)]);
      const error = await failure(
        exportPdf(rejected, { ...options, photos: [{ id, bytes: unclean }] }),
      );
      expect(error.message).to.contain('eXIf');
    });
  });

  it('uses the logo and colour of the company, and refuses an invalid colour', async () => {
    const { bytes: logo } = await drawnPhoto(rejected);
    const branding = { name: 'Ficta & Söhne', logo, color: '#0b5fff' };
    const document = await load(await exportPdf(rejected, { ...options, branding }));
    expect(document.getAuthor()).to.equal('Ficta & Söhne');
    const error = await failure(
      exportPdf(rejected, { ...options, branding: { color: 'url(javascript:1)' } }),
    );
    expect(error).to.be.instanceOf(RangeError);
  });
});
