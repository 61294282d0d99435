import type { Message } from './message.js';

/** The English texts of the dialogs that take a session over, and hand it over. */
export const claimDialogTexts = {
  'claim.takeOverTitle': 'Take over this session?',
  'claim.takeOverHint': '{name} sees that you have taken it over, and why.',
  'claim.reason': 'Reason',
  'claim.reasonMissing': 'Enter a reason.',
  'claim.takeOverNow': 'Take over',
  'claim.handOverTitle': 'Hand over this session?',
  'claim.handOverHint': 'Your colleague gets the session at once, and you can no longer decide it.',
  'claim.receiver': 'Colleague',
  'claim.chooseReceiver': 'Choose a colleague',
  'claim.receiverMissing': 'Choose who gets the session.',
  'claim.noReceivers': 'No colleague has worked here in the last 30 days.',
  'claim.receiversFailed': 'The list of colleagues could not be loaded.',
  'claim.handOverNow': 'Hand over',
} as const satisfies Record<string, Message>;
