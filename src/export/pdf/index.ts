/**
 * Writes one session as a PDF for regulators (spec D11, X2), in browsers and in Node alike. The fonts
 * are modules of the kit: nothing is fetched from anywhere else.
 */
import { PDFDocument, rgb, type Color, type PDFImage } from '@cantoo/pdf-lib';

import { basicTexts } from '../../i18n/en.basic.js';
import { reviewTexts } from '../../i18n/en.review.js';
import { loadLanguage } from '../../i18n/languages.js';
import type { Language } from '../../i18n/language.js';
import { Localizer } from '../../i18n/localizer.js';
import type { AnsweredLevel } from '../../model/match-level.js';
import type { Session } from '../../model/session.js';
import type { ExtraField } from '../../model/workspace.js';
import { version } from '../../version.js';
import { ReportPrinter } from './draw-report.js';
import { checkPhotoBytes } from './photo-bytes.js';
import { ReportWriter, type Report } from './report.js';
import { ink, paperSizes, Sheet, type Paper } from './sheet.js';
import { Typesetter } from './typesetter.js';

export type { Paper } from './sheet.js';

/** The bytes of one photo of the session. */
export interface PdfPhoto {
  /** `Photo.id`. */
  readonly id: string;
  /** JPEG or PNG of nothing but the picture: a PDF hands on whatever else is in the file. */
  readonly bytes: Uint8Array;
}

/** How the company marks its forms. */
export interface PdfBranding {
  /** Instead of the name that the session has. */
  readonly name?: string;
  /** JPEG or PNG, as clean as a photo. */
  readonly logo?: Uint8Array;
  /** Of the line below the title, `#rrggbb`. */
  readonly color?: string;
}

export interface PdfOptions {
  /** BCP 47 tag of the language, the dates and the numbers. */
  readonly locale: string;
  /** When the form is made: printed on it, and its date as a document. */
  readonly now: Date;
  /** IANA name of the zone of all times; the viewer's own when left out. */
  readonly timeZone?: string;
  /** Photos of the session, by id; where one is missing the form says so. */
  readonly photos?: readonly PdfPhoto[];
  readonly branding?: PdfBranding;
  /** `a4` unless said otherwise. */
  readonly paper?: Paper;
  /** The texts; found by `locale` when left out. */
  readonly language?: Language;
  /** Labels and order of the extra fields: `Workspace.extraFields`. */
  readonly extraFields?: readonly ExtraField[];
  /** The lowest match level that the company accepts: `Workspace.acceptanceLevel`. */
  readonly acceptanceLevel?: AnsweredLevel;
}

/**
 * A session as a printable form. The same session, options and version of the kit give the same
 * bytes, where the `Intl` data is the same. No text makes it fail: a character that no font of the
 * kit has is spelled out as `[U+4E2D]`.
 * @throws {TypeError} for a photo or logo that is no JPEG or PNG, or carries metadata.
 * @throws {RangeError} for an invalid `now`, an unknown `timeZone` or `paper`, or a `color` of another form.
 */
export async function exportPdf(session: Session, options: PdfOptions): Promise<Uint8Array> {
  const { locale, now, paper = 'a4', branding = {} } = options;
  if (!Object.hasOwn(paperSizes, paper)) throw new RangeError(`Unknown paper: ${paper}.`);
  const color = branding.color === undefined ? ink : parseColor(branding.color);
  const language = options.language ?? (await loadLanguage(locale));
  const localizer = new Localizer(locale, language, { ...basicTexts, ...reviewTexts });
  const report = new ReportWriter(session, {
    localizer,
    now,
    timeZone: options.timeZone,
    company: branding.name,
    acceptanceLevel: options.acceptanceLevel,
    extraFields: options.extraFields ?? [],
  }).write();

  const document = await PDFDocument.create({ updateMetadata: false });
  const { photos = [] } = options;
  const images = new Map<string, PDFImage>();
  for (const { id, bytes } of photos) images.set(id, await embed(document, id, bytes));
  const logo = branding.logo && (await embed(document, 'logo', branding.logo));
  const pageOf = (page: number, count: number) => localizer.term('pdf.page', { page, count });
  const typesetter = await Typesetter.for(document, `${JSON.stringify(report)}${pageOf(1, 1)}`);
  const sheet = new Sheet(document, typesetter, paper);
  new ReportPrinter(sheet, report, { logo, color }, images, pageOf).print();
  describe(document, report, language.tag, now);
  return document.save();
}

async function embed(document: PDFDocument, id: string, bytes: Uint8Array): Promise<PDFImage> {
  return checkPhotoBytes(id, bytes) === 'image/jpeg'
    ? document.embedJpg(bytes)
    : document.embedPng(bytes);
}

function parseColor(text: string): Color {
  if (!/^#[\da-f]{6}$/i.test(text)) throw new RangeError(`"${text}" is no colour like #1a2b3c.`);
  const part = (start: number): number => Number.parseInt(text.slice(start, start + 2), 16) / 255;
  return rgb(part(1), part(3), part(5));
}

/** What is found about the file without opening it: nothing of the client. */
function describe(document: PDFDocument, report: Report, language: string, now: Date): void {
  document.setTitle(`${report.title} ${report.sessionId}`, { showInWindowTitleBar: true });
  document.setAuthor(report.company);
  document.setLanguage(language);
  document.setCreator('kv-review');
  document.setProducer(`kv-review ${version}`);
  document.setCreationDate(now);
  document.setModificationDate(now);
}
