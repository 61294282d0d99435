import { KvSettingsBranding } from '../components/settings-branding/settings-branding.js';
import { define } from './define.js';

define('kv-settings-branding', KvSettingsBranding);

export { KvSettingsBranding };
