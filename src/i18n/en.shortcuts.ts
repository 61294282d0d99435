import type { Message } from './message.js';

/** The English texts of the overview of shortcuts. */
export const shortcutTexts = {
  'shortcuts.use': 'Use single-key shortcuts',
  'shortcuts.hint': 'Shortcuts are off while you type or while a dialog is open.',
  'shortcuts.none': 'No key',
  'shortcuts.list': 'In the list',
  'shortcuts.session': 'In a session',
  'shortcuts.everywhere': 'Everywhere',
  'shortcuts.dialog': 'In the decision dialogs',
  'shortcuts.viewer': 'In the photo viewer',

  'shortcut.nextRow': 'Next row',
  'shortcut.previousRow': 'Previous row',
  'shortcut.open': 'Open the session',
  'shortcut.search': 'Search',
  'shortcut.verify': 'Verify',
  'shortcut.reject': 'Reject',
  'shortcut.edit': 'Edit the client’s data',
  'shortcut.zone': 'Check the machine-readable zone',
  'shortcut.timeline': 'Show the timeline',
  'shortcut.pdf': 'Download PDF',
  'shortcut.claim': 'Claim the session, or take it over',
  'shortcut.release': 'Release the session',
  'shortcut.choose': 'Choose a group, then its reasons (when rejecting)',
  'shortcut.groups': 'Back to the groups (when rejecting)',
  'shortcut.submit': 'Submit the decision (in the dialog)',
  'shortcut.nextSession': 'Next session awaiting action',
  'shortcut.back': 'Back to the list',
  'shortcut.refresh': 'Refresh',
  'shortcut.help': 'Show or hide this overview',
} as const satisfies Record<string, Message>;
