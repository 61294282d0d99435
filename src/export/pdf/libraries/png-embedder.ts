/** What decodes a PNG. It is loaded only for one: the photos of the elements are JPEGs. */
export { PngEmbedder } from '@cantoo/pdf-lib';
