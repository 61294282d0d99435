import { KvVerifyDialog } from '../components/verify-dialog/verify-dialog.js';
import { define } from './define.js';

define('kv-verify-dialog', KvVerifyDialog);

export { KvVerifyDialog };
