import { checkPhotoBytes } from './photo-bytes.js';
import {
  JpegEmbedder,
  PDFCatalog,
  PDFContext,
  PDFHexString,
  PDFName,
  PDFPageLeaf,
  PDFPageTree,
  PDFStreamWriter,
  PDFString,
  type PDFRef,
} from './libraries/pdf-lib.js';

/** Red, green and blue, from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number];

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** An image of the file. Its size is in pixels. */
export interface PdfImage extends Extent {
  readonly ref: PDFRef;
}

/** The document information (ISO 32000-1, 14.3.3). */
export interface PdfInformation {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly creator: string;
  readonly producer: string;
  readonly date: Date;
  /** BCP 47 language tag. */
  readonly language: string;
}

/** A number in a content stream, which knows no exponents. */
export const number = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Operands and operators of a content stream, on a line. */
const line = (...parts: readonly (number | string)[]): string =>
  parts.map((part) => (typeof part === 'number' ? number(part) : part)).join(' ');

/** A page under way. Distances are in points from the bottom left. */
export class PdfPage {
  readonly #file: PdfFile;
  readonly #size: Extent;
  readonly #content: string[] = [];
  readonly #fonts = new Map<string, PDFRef>();
  readonly #images = new Map<string, PDFRef>();

  constructor(file: PdfFile, size: Extent) {
    this.#file = file;
    this.#size = size;
  }

  /** Adds lines of a content stream (ISO 32000-1, annex A). */
  write(...lines: readonly string[]): void {
    this.#content.push(...lines);
  }

  useFont(name: string, ref: PDFRef): void {
    this.#fonts.set(name, ref);
  }

  drawImage({ ref }: PdfImage, x: number, y: number, { width, height }: Extent): void {
    const name = `I${ref.objectNumber}`;
    this.#images.set(name, ref);
    this.write('q', line(width, 0, 0, height, x, y, 'cm'), `/${name} Do`, 'Q');
  }

  drawLine(x: number, y: number, width: number, thickness: number, color: Color): void {
    this.write('q', line(...color, 'RG'), line(thickness, 'w'));
    this.write(line(x, y, 'm'), line(x + width, y, 'l'), 'S', 'Q');
  }

  drawFrame(
    x: number,
    y: number,
    { width, height }: Extent,
    thickness: number,
    color: Color,
  ): void {
    this.write('q', line(...color, 'RG'), line(thickness, 'w'));
    this.write(line(x, y, width, height, 're'), 'S', 'Q');
  }

  fillRectangle(x: number, y: number, { width, height }: Extent, color: Color): void {
    this.write('q', line(...color, 'rg'), line(x, y, width, height, 're'), 'f', 'Q');
  }

  /** Compresses the page and adds it to the file. */
  end(): void {
    const { context } = this.#file;
    const { width, height } = this.#size;
    const leaf = PDFPageLeaf.withContextAndParent(context, this.#file.pagesRef);
    leaf.set(PDFName.MediaBox, context.obj([0, 0, width, height]));
    const [Font, XObject] = [Object.fromEntries(this.#fonts), Object.fromEntries(this.#images)];
    leaf.set(PDFName.Resources, context.obj({ Font, XObject }));
    const content = context.flateStream(this.#content.join('\n'));
    leaf.set(PDFName.Contents, context.register(content));
    this.#file.pages.pushLeafNode(context.register(leaf));
  }
}

/** Pages are compressed as they end, so that the writer only copies, which takes little time. */
const objectsPerPause = 500;

/** A file under way, in memory. */
export class PdfFile {
  readonly context = PDFContext.create();
  readonly pages = PDFPageTree.withContext(this.context);
  readonly pagesRef = this.context.register(this.pages);

  addPage(size: Extent): PdfPage {
    return new PdfPage(this, size);
  }

  /** @throws {TypeError} for an image that is not a JPEG or PNG, or contains metadata. */
  async addImage(id: string, bytes: Uint8Array): Promise<PdfImage> {
    const type = checkPhotoBytes(id, bytes);
    const image =
      type === 'image/jpeg'
        ? await JpegEmbedder.for(bytes)
        : await (await import('./libraries/png-embedder.js')).PngEmbedder.for(bytes);
    const { width, height } = image;
    return { width, height, ref: await image.embedIntoContext(this.context) };
  }

  async save(information: PdfInformation): Promise<Uint8Array> {
    const { context } = this;
    const { date, language } = information;
    const catalog = PDFCatalog.withContextAndPages(context, this.pagesRef);
    catalog.set(PDFName.of('Lang'), PDFString.of(language));
    const preferences = { DisplayDocTitle: true };
    catalog.set(PDFName.of('ViewerPreferences'), context.obj(preferences));
    context.trailerInfo.Root = context.register(catalog);
    const dates = { CreationDate: PDFString.fromDate(date), ModDate: PDFString.fromDate(date) };
    context.trailerInfo.Info = context.register(
      context.obj({
        Title: PDFHexString.fromText(information.title),
        Subject: PDFHexString.fromText(information.subject),
        Author: PDFHexString.fromText(information.author),
        Creator: PDFHexString.fromText(information.creator),
        Producer: PDFHexString.fromText(information.producer),
        ...dates,
      }),
    );
    return PDFStreamWriter.forContext(context, objectsPerPause).serializeToBuffer();
  }
}
