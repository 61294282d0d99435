import { KvEditDialog } from '../components/edit-dialog/edit-dialog.js';
import { define } from './define.js';

define('kv-edit-dialog', KvEditDialog);

export { KvEditDialog };
