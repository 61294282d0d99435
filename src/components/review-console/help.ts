import { KvShortcutHelp } from '../shortcut-help/shortcut-help.js';

/** The overview of the shortcuts, which opens on request. */
export const elements = { 'kv-shortcut-help': KvShortcutHelp };
export const styles = [];
