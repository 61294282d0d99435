import { KvDashboard } from '../components/dashboard/dashboard.js';
import { define } from './define.js';

define('kv-dashboard', KvDashboard);

export { KvDashboard };
