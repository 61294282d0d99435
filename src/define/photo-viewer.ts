import { KvPhotoViewer } from '../components/photo-viewer/photo-viewer.js';
import { define } from './define.js';

define('kv-photo-viewer', KvPhotoViewer);

export { KvPhotoViewer };
