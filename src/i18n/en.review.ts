import { attemptTexts } from './en.attempts.js';
import { changeTexts } from './en.changes.js';
import { consoleTexts } from './en.console.js';
import { decisionTexts } from './en.decision.js';
import { detailsTexts } from './en.details.js';
import { editTexts } from './en.edit.js';
import { evidenceTexts } from './en.evidence.js';
import { falsePositiveTexts } from './en.false-positive.js';
import { pdfTexts } from './en.pdf.js';
import { relatedTexts } from './en.related.js';
import { sectionTexts } from './en.sections.js';
import { shortcutTexts } from './en.shortcuts.js';
import { viewerTexts } from './en.viewer.js';
import { zoneTexts } from './en.zone.js';

/** The English texts of everything that shows and decides a session, for the PDF. Elements load parts of them. */
export const reviewTexts = {
  ...detailsTexts,
  ...relatedTexts,
  ...sectionTexts,
  ...changeTexts,
  ...decisionTexts,
  ...editTexts,
  ...falsePositiveTexts,
  ...viewerTexts,
  ...attemptTexts,
  ...zoneTexts,
  ...evidenceTexts,
  ...pdfTexts,
  ...consoleTexts,
  ...shortcutTexts,
} as const;
