import { KvPhoto } from '../components/photo/photo.js';
import { define } from './define.js';

define('kv-photo', KvPhoto);

export { KvPhoto };
