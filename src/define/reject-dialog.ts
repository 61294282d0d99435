import { KvRejectDialog } from '../components/reject-dialog/reject-dialog.js';
import { define } from './define.js';

define('kv-reject-dialog', KvRejectDialog);

export { KvRejectDialog };
