import type { Message } from './message.js';

/** The English texts of what clients are offered. */
export const settingsSessionTexts = {
  'settings.sessionIntroduction':
    'How long a client has, what a client shows, and where the company’s days begin.',
  'settings.maxAttempts': 'Max Attempts',
  'settings.maxAttemptsMeaning': 'How often a client may try within one session.',
  'settings.maxAttemptsConsequence': {
    one: 'After {count} attempt the session ends with its result.',
    other: 'After {count} attempts the session ends with the result of the last one.',
  },
  'settings.maxAttemptsRule': 'Enter a whole number, 1 or more.',
  'settings.sessionMinutes': 'Max session Length',
  'settings.sessionMinutesMeaning': 'How long a client has to finish a session, in minutes.',
  'settings.minutes': 'minutes',
  'settings.sessionMinutesConsequence': {
    one: 'A session that is not finished after {count} minute ends.',
    other: 'A session that is not finished after {count} minutes ends.',
  },
  'settings.sessionMinutesRule': 'Enter a whole number from 1 to {count}.',
  'settings.supportEmail': 'Support Email',
  'settings.supportEmailMeaning': 'Where clients find help.',
  'settings.supportEmailNone': 'Clients are shown no address.',
  'settings.supportEmailRule': 'Enter one e-mail address, such as help@example.com, or nothing.',
  'settings.documentTypes': 'Choose document',
  'settings.documentTypesMeaning': 'Which documents a client may show.',
  'settings.documentTypes.both': 'ID and PASSPORT',
  'settings.documentTypes.id-card': 'ID',
  'settings.documentTypes.passport': 'PASSPORT',
  'settings.documentTypesConsequence':
    'A session with another document does not meet the conditions.',
  'settings.skipDocumentStep': 'Skip document step',
  'settings.skipDocumentStepMeaning': 'Whether clients are asked for no document.',
  'settings.skipDocumentStepOn':
    'Clients show their face only. The choice of documents above is kept.',
  'settings.skipDocumentStepOff': 'Clients show one of the documents above.',
  'settings.liveness': 'Liveness',
  'settings.livenessMeaning': 'How the client’s face is checked for being alive.',
  'settings.liveness.3d': '3D Liveness',
  'settings.liveness.3dHint': 'The client moves towards the camera.',
  'settings.liveness.2d': '2D Liveness',
  'settings.liveness.2dHint': 'One picture is enough.',
  'settings.timeZone': 'Time zone',
  'settings.timeZoneMeaning':
    'The zone in which the company’s days begin. A document expires at the end of a day there.',
  'settings.timeZoneNow': 'It is {time} there now.',
  'settings.timeZoneUnknown': 'This browser does not know the zone.',
  'settings.timeZoneRule': 'Choose a time zone from the list.',
  'settings.timeZoneNone': 'No such time zone. Type a city, such as Tbilisi.',
  'settings.searchMore': 'There are more. Keep typing.',
} as const satisfies Record<string, Message>;
