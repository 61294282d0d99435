import { KvReviewProvider } from '../components/review-provider/review-provider.js';
import { define } from './define.js';

define('kv-review-provider', KvReviewProvider);

export { KvReviewProvider };
