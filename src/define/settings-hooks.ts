import { KvSettingsHooks } from '../components/settings-hooks/settings-hooks.js';
import { define } from './define.js';

define('kv-settings-hooks', KvSettingsHooks);

export { KvSettingsHooks };
