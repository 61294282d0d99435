import type { Message } from './message.js';

/** The English texts of the dialogs that verify and reject. */
export const decisionTexts = {
  'decision.verifyTitle': 'Verify this session?',
  'decision.rejectTitle': 'Reject this session?',
  'decision.final': 'The decision is final: the session cannot be changed afterwards.',

  'verify.screening': 'Sanctions and PEP lists',
  'verify.despiteMatches': {
    one: 'I have compared the client with the open match on {list}, and verify despite it.',
    other:
      'I have compared the client with the {count} open matches on {list}, and verify despite them.',
  },
  'verify.despiteUnanswered': {
    one: 'I know that {lists} did not answer, and verify without its result.',
    other: 'I know that {count} lists did not answer ({lists}), and verify without their results.',
  },
  'verify.despiteNoResult':
    'I know that the client was not checked against sanctions lists, and verify without the result.',
  'verify.more': { one: '{count} more entry', other: '{count} more entries' },
  'verify.missing': 'To verify this session, tick each statement. Otherwise, reject or cancel.',
  'verify.changed': 'The screening result has changed. Look at it again.',

  'decision.note': 'Note',
  'decision.noteHint': 'Stored with the session for other agents and regulators.',
  'decision.groups': 'Groups',
  'decision.reasons': 'Reasons',
  'decision.reasonsOf': 'Reasons: {group}',
  'decision.chooseGroup': 'Choose a group to see its reasons.',
  'decision.selected': { one: '{count} reason selected', other: '{count} reasons selected' },
  'decision.selectedInGroup': { one: '{count} selected', other: '{count} selected' },
  'decision.reasonMissing': 'Select at least one reason.',
  'decision.remove': 'Remove {reason}',
  'decision.clear': 'Clear selection',
  'decision.cleared': 'Selection cleared.',
  'decision.sending': 'Sending the decision…',
  'decision.verified': '{name} verified.',
  'decision.rejected': '{name} rejected.',
  'decision.noteKept': 'Your decision was not recorded. Copy your note if you still need it.',
  'decision.notClaimed': 'The session could not be claimed for you',
  'decision.notClaimedHint':
    'Nothing was decided, and your note is still here. Send the decision again in a moment.',
  'decision.conflictHint': 'Nothing was decided. Review the changes, then decide again.',
  'decision.unknown': 'We couldn’t confirm that the decision was recorded',
  'decision.unknownHint':
    'Check again. The decision cannot be recorded twice. Your note and reasons are still here.',
  'decision.stillProcessing': 'The session is still being processed. Nothing was decided.',
  'decision.refused': 'This page blocked the decision. Nothing was sent.',
} as const satisfies Record<string, Message>;
