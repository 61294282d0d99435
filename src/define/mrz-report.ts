import { KvMrzReport } from '../components/mrz-report/mrz-report.js';
import { define } from './define.js';

define('kv-mrz-report', KvMrzReport);

export { KvMrzReport };
