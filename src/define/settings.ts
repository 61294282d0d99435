import { KvSettings } from '../components/settings/settings.js';
import { define } from './define.js';

define('kv-settings', KvSettings);

export { KvSettings };
