import { KvTimeline } from '../components/timeline/timeline.js';
import { define } from './define.js';

define('kv-timeline', KvTimeline);

export { KvTimeline };
