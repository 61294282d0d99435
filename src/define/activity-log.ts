import { KvActivityLog } from '../components/activity-log/activity-log.js';
import { define } from './define.js';

define('kv-activity-log', KvActivityLog);

export { KvActivityLog };
