import { KvAttemptHistory } from '../components/attempt-history/attempt-history.js';
import { define } from './define.js';

define('kv-attempt-history', KvAttemptHistory);

export { KvAttemptHistory };
