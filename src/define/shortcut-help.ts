import { KvShortcutHelp } from '../components/shortcut-help/shortcut-help.js';
import { define } from './define.js';

define('kv-shortcut-help', KvShortcutHelp);

export { KvShortcutHelp };
