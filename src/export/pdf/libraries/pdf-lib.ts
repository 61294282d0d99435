/**
 * What the writer uses of pdf-lib: its objects and its file writer. The build bundles each module of this
 * folder, because the packages do not tell a page's bundler which of their parts it can leave out.
 */
export {
  JpegEmbedder,
  PDFCatalog,
  PDFContext,
  PDFHexString,
  PDFName,
  PDFPageLeaf,
  PDFPageTree,
  type PDFRef,
  PDFStreamWriter,
  PDFString,
} from '@cantoo/pdf-lib';
