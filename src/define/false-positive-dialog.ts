import { KvFalsePositiveDialog } from '../components/false-positive-dialog/false-positive-dialog.js';
import { define } from './define.js';

define('kv-false-positive-dialog', KvFalsePositiveDialog);

export { KvFalsePositiveDialog };
