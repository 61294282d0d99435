import { KvNotes } from '../components/notes/notes.js';
import { define } from './define.js';

define('kv-notes', KvNotes);

export { KvNotes };
