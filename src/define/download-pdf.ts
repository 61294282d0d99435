import { KvDownloadPdf } from '../components/download-pdf/download-pdf.js';
import { define } from './define.js';

define('kv-download-pdf', KvDownloadPdf);

export { KvDownloadPdf };
