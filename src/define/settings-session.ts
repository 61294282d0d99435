import { KvSettingsSession } from '../components/settings-session/settings-session.js';
import { define } from './define.js';

define('kv-settings-session', KvSettingsSession);

export { KvSettingsSession };
