import { KvSessionList } from '../components/session-list/session-list.js';
import { define } from './define.js';

define('kv-session-list', KvSessionList);

export { KvSessionList };
