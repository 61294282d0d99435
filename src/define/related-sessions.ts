import { KvRelatedSessions } from '../components/related-sessions/related-sessions.js';
import { define } from './define.js';

define('kv-related-sessions', KvRelatedSessions);

export { KvRelatedSessions };
