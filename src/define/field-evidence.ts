import { KvFieldEvidence } from '../components/field-evidence/field-evidence.js';
import { define } from './define.js';

define('kv-field-evidence', KvFieldEvidence);

export { KvFieldEvidence };
