import type { DrawingContext } from './canvas.js';
import { drawCardBack, drawCardFront } from './card.js';
import type { DocumentContent } from './document-content.js';
import { drawPassportPage, drawPassportRemarks } from './passport.js';

/** The side with the portrait: the data page of a passport, the front of a card. */
export function drawDocumentFront(context: DrawingContext, content: DocumentContent): void {
  if (content.documentType === 'passport') drawPassportPage(context, content);
  else drawCardFront(context, content);
}

/** The other side: the page facing a passport's data page, the back of a card with its zone. */
export function drawDocumentBack(context: DrawingContext, content: DocumentContent): void {
  if (content.documentType === 'passport') drawPassportRemarks(context, content);
  else drawCardBack(context, content);
}
