import { KvScreening } from '../components/screening/screening.js';
import { define } from './define.js';

define('kv-screening', KvScreening);

export { KvScreening };
