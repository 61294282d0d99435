import { KvExportCsv } from '../components/export-csv/export-csv.js';
import { define } from './define.js';

define('kv-export-csv', KvExportCsv);

export { KvExportCsv };
