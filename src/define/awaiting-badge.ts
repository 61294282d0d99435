import { KvAwaitingBadge } from '../components/awaiting-badge/awaiting-badge.js';
import { define } from './define.js';

define('kv-awaiting-badge', KvAwaitingBadge);

export { KvAwaitingBadge };
