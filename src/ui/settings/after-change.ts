import { styles as conflictStyles, texts as conflictTexts } from './conflict.js';
import { styles as previewStyles, texts as previewTexts } from './preview.js';

export { renderConflict } from './conflict.js';
export { PreviewPanel } from './preview.js';

/** What a section needs once the user has changed something, in one part. */
export const styles = [...previewStyles, ...conflictStyles];
export const texts = { ...previewTexts, ...conflictTexts };
