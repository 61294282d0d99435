import { KvSettingsAwaiting } from '../components/settings-awaiting/settings-awaiting.js';
import { define } from './define.js';

define('kv-settings-awaiting', KvSettingsAwaiting);

export { KvSettingsAwaiting };
