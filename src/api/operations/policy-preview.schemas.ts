import { previewInput, settingsPreview } from '../../model/settings-preview.js';

export const previewSettings = { input: previewInput, answer: settingsPreview };
