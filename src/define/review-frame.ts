import { KvReviewFrame } from '../components/review-frame/review-frame.js';
import { define } from './define.js';

define('kv-review-frame', KvReviewFrame);

export { KvReviewFrame };
