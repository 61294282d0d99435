/**
 * Writes one session as a PDF for regulators (spec D11, X2), in browsers and in Node. The fonts are
 * modules of the kit, so that nothing is downloaded from elsewhere.
 */
import { throwIfAborted } from '../../api/abort.js';
import { Slices } from '../../api/slices.js';
import { basicTexts } from '../../i18n/en.basic.js';
import { reviewTexts } from '../../i18n/en.review.js';
import { loadLanguage } from '../../i18n/languages.js';
import type { Language } from '../../i18n/language.js';
import { Localizer } from '../../i18n/localizer.js';
import { isTimeZone } from '../../model/calendar-date.js';
import type { AnsweredLevel } from '../../model/match-level.js';
import type { Session } from '../../model/session.js';
import type { ExtraField } from '../../model/workspace.js';
import { version } from '../../version.js';
import { ReportPrinter } from './draw-report.js';
import { paperSizes, type Paper } from './paper.js';
import { PdfFile, type Color, type PdfImage, type PdfInformation } from './pdf-file.js';
import { withoutIsolates } from './readable.js';
import { ReportWriter, type Report } from './report.js';
import { ink, Sheet } from './sheet.js';
import { Steps } from './steps.js';
import { Typesetter } from './typesetter.js';

export type { Paper } from './paper.js';

/** The bytes of one photo of the session. */
export interface PdfPhoto {
  /** `Photo.id`. */
  readonly id: string;
  /** A JPEG or PNG without metadata, because a PDF passes on everything in the file. */
  readonly bytes: Uint8Array;
}

/** The company's branding of the form. */
export interface PdfBranding {
  /** Replaces the company name of the session. */
  readonly name?: string;
  /** A JPEG or PNG without metadata. */
  readonly logo?: Uint8Array;
  /** The colour of the line below the title, `#rrggbb`. */
  readonly color?: string;
}

export interface PdfOptions {
  /** BCP 47 language tag, for the texts, dates and numbers. */
  readonly locale: string;
  /** When the session was read: printed on the form, and the creation date of the PDF. */
  readonly now: Date;
  /** IANA name of the time zone. The default is the zone of the computer. */
  readonly timeZone?: string;
  /** The photos of the session. The form states which ones are missing. */
  readonly photos?: readonly PdfPhoto[];
  readonly branding?: PdfBranding;
  /** The default is `a4`. */
  readonly paper?: Paper;
  /** The texts. The default is the language of `locale`. */
  readonly language?: Language;
  /** The labels and order of the extra fields: `Workspace.extraFields`. */
  readonly extraFields?: readonly ExtraField[];
  /** The lowest match level that the company accepts: `Workspace.acceptanceLevel`. */
  readonly acceptanceLevel?: AnsweredLevel;
  /** Called every few milliseconds with the share of the work that is done, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Aborting throws a `ReviewError` with the code `aborted`. */
  readonly signal?: AbortSignal;
}

/**
 * Writes a session as a printable form. The same session, options and version of the kit give the
 * same bytes if the `Intl` data is the same. No text makes it fail: a character that is in no font
 * of the kit is spelled out as `[U+4E2D]`. It pauses every few milliseconds, so that a page stays
 * responsive.
 * @throws {TypeError} for a photo or logo that is not a JPEG or PNG, or contains metadata.
 * @throws {RangeError} for an invalid `now`, an unknown `timeZone` or `paper`, or a `color` of another form.
 */
export async function exportPdf(session: Session, options: PdfOptions): Promise<Uint8Array> {
  const { locale, now, paper = 'a4', branding = {}, onProgress, signal } = options;
  if (!Object.hasOwn(paperSizes, paper)) throw new RangeError(`Unknown paper: ${paper}.`);
  const { timeZone } = options;
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new RangeError(`Unknown time zone: ${timeZone}.`);
  }
  const color = branding.color === undefined ? ink : parseColor(branding.color);
  const language = options.language ?? (await loadLanguage(locale));
  const localizer = new Localizer(locale, language, { ...basicTexts, ...reviewTexts });
  const steps = new Steps(new Slices(signal), onProgress);
  const report = new ReportWriter(session, {
    localizer,
    now,
    timeZone,
    company: branding.name,
    acceptanceLevel: options.acceptanceLevel,
    extraFields: options.extraFields ?? [],
  }).write();
  await steps.pause();

  const file = new PdfFile();
  const { photos = [] } = options;
  const images = new Map<string, PdfImage>();
  for (const { id, bytes } of photos) images.set(id, await file.addImage(id, bytes));
  const logo = branding.logo && (await file.addImage('logo', branding.logo));
  const pageOf = (page: number, count: number) => localizer.term('pdf.page', { page, count });
  const typesetter = await Typesetter.for(file, `${JSON.stringify(report)}${pageOf(1, 1)}`);
  await steps.pause();
  const sheet = new Sheet(file, typesetter, paper, report.notDecided !== undefined);
  await new ReportPrinter(sheet, report, { logo, color }, images, pageOf, steps).print();
  await typesetter.embedFonts(steps);
  const bytes = await file.save(informationOf(report, language.tag, now));
  throwIfAborted(signal);
  return bytes;
}

function parseColor(text: string): Color {
  if (!/^#[\da-f]{6}$/i.test(text))
    throw new RangeError(`"${text}" is not a colour of the form #1a2b3c.`);
  const part = (start: number): number => Number.parseInt(text.slice(start, start + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** The document's metadata, without personal data. */
function informationOf(report: Report, language: string, date: Date): PdfInformation {
  const { title, sessionId, version: sessionVersion, notDecided } = report;
  const mark = notDecided ? `${notDecided.mark} – ` : '';
  const standing = notDecided ? [notDecided.mark, notDecided.status] : [];
  return {
    title: `${mark}${title} ${sessionId}`,
    subject: withoutIsolates([...standing, sessionVersion].join(' – ')),
    author: report.company,
    creator: 'kv-review',
    producer: `kv-review ${version}`,
    date,
    language,
  };
}
