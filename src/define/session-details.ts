import { KvSessionDetails } from '../components/session-details/session-details.js';
import { define } from './define.js';

define('kv-session-details', KvSessionDetails);

export { KvSessionDetails };
