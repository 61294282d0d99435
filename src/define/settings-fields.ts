import { KvSettingsFields } from '../components/settings-fields/settings-fields.js';
import { define } from './define.js';

define('kv-settings-fields', KvSettingsFields);

export { KvSettingsFields };
