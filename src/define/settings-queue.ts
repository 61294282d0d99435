import { KvSettingsQueue } from '../components/settings-queue/settings-queue.js';
import { define } from './define.js';

define('kv-settings-queue', KvSettingsQueue);

export { KvSettingsQueue };
