import type { Message } from './message.js';

/** The English texts of the extra fields. */
export const settingsFieldsTexts = {
  'fields.introduction':
    'What clients fill in besides their document, such as a telephone number. Agents see it with each session.',
  'fields.none': 'No extra fields',
  'fields.noneHint': 'Clients are asked for nothing besides their document. Add a field to ask.',
  'fields.order': 'Order',
  'fields.new': 'New',
  'fields.deleted': 'Will be deleted',
  'fields.notThere': 'Not defined',

  'fields.add': 'Add a field',
  'fields.addMeaning':
    'The key is what your systems call the field, such as phone. It cannot be changed later.',
  'fields.addSubmit': 'Add field',
  'fields.added': '{field} added. Not saved yet.',
  'fields.key': 'Key',
  'fields.keyEmpty': 'Enter a key.',
  'fields.keyTaken': 'Another field has this key. Enter another one.',
  'fields.keyInvalid':
    'Enter a key of at most {count} characters, without spaces at an end and without invisible characters.',

  'fields.edit': 'Change',
  'fields.label': 'Label',
  'fields.labelMeaning':
    'The name of the field, in each language that your clients and agents read.',
  'fields.labelIn': 'Label in {language}',
  'fields.addLanguage': 'Add a language',
  'fields.chooseLanguage': 'Choose a language',
  'fields.languageAdded': '{language} added.',
  'fields.removeLanguage': 'Remove {language}',
  'fields.languageRemoved': '{language} removed.',
  'fields.type': 'Type',
  'fields.typeMeaning': 'What clients may enter, and how it is shown.',
  'fields.type.text': 'Text',
  'fields.type.phone': 'Telephone number',
  'fields.type.email': 'E-mail address',
  'fields.type.number': 'Number',
  'fields.type.date': 'Date',
  'fields.type.url': 'Web address',
  'fields.inList': 'Show in lists',
  'fields.inListMeaning': 'Whether lists of sessions show it in the column Extra.',
  'fields.inListOn': 'Lists and details show it.',
  'fields.inListOff': 'Only the details of a session show it.',
  'fields.rule':
    'Enter a label of at most {count} visible characters in each language, and keep at least one language.',

  'fields.up': 'Move up',
  'fields.down': 'Move down',
  'fields.upOf': 'Move up: {field}',
  'fields.downOf': 'Move down: {field}',
  'fields.moved': '{field}: place {place} of {count}.',
  'fields.isFirst': '{field} is the first one.',
  'fields.isLast': '{field} is the last one.',
  'fields.keysHint': 'Alt with an arrow key moves the field, too.',

  'fields.delete': 'Delete',
  'fields.deleteOf': 'Delete {field}',
  'fields.editOf': 'Change {field}',
  'fields.deleteTitle': 'Delete {field}?',
  'fields.deleteHint':
    'Once you have saved, clients are no longer asked for it. What clients have entered stays with their sessions, under the key instead of the label.',
  'fields.keep': 'Keep it',
  'fields.deletedSaid': '{field}: will be deleted when you save.',
  'fields.use': {
    one: '{count} session has a value for it.',
    other: '{count} sessions have a value for it.',
  },
  'fields.useAtLeast': {
    one: 'At least {count} session has a value for it.',
    other: 'At least {count} sessions have a value for it.',
  },
  'fields.useNone': 'No session has a value for it.',
  'fields.useLoading': 'Counting the sessions with a value for it…',
  'fields.useFailed': 'The sessions with a value for it could not be counted.',
} as const satisfies Record<string, Message>;
