import { KvExtraFields } from '../components/extra-fields/extra-fields.js';
import { define } from './define.js';

define('kv-extra-fields', KvExtraFields);

export { KvExtraFields };
