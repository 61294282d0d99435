import { KvCustomerActivity } from '../components/customer-activity/customer-activity.js';
import { define } from './define.js';

define('kv-customer-activity', KvCustomerActivity);

export { KvCustomerActivity };
