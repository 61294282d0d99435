import { KvSessionFilters } from '../components/session-filters/session-filters.js';
import { define } from './define.js';

define('kv-session-filters', KvSessionFilters);

export { KvSessionFilters };
