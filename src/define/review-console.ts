import { KvReviewConsole } from '../components/review-console/review-console.js';
import { define } from './define.js';

define('kv-review-console', KvReviewConsole);

export { KvReviewConsole };
