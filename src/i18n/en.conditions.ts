import { sharedTexts } from './en.shared.js';
import type { Message } from './message.js';

/** The English texts of failed conditions, which a list of rejections and a CSV file need as well. */
export const conditionTexts = {
  ...sharedTexts,
  yes: 'Yes',
  no: 'No',
  unknown: 'Unknown',

  'client.firstName': 'First Name',
  'client.lastName': 'Last Name',
  'client.documentNumber': 'Document Number',
  'client.personalNumber': 'Personal Number',
  'client.sex': 'Sex',
  'client.birthDate': 'Birth Date',
  'client.expirationDate': 'Expiration Date',
  'client.nationality': 'Nationality',

  'details.mrz': 'Machine-readable zone',
  'details.livenessPassed': 'Liveness Passed',
  'details.faceMatchScore': 'Face Match Score',
  'details.spoof': 'ID Spoof Detection',
  'details.condition': '{condition}: {observed} (required: {required})',

  'condition.highRiskNationality': 'High-risk country by nationality',
  'condition.highRiskIpCountry': 'High-risk country by IP',
  'condition.notListed': 'not on the list of high-risk countries',
  'condition.screening': 'Sanctions screening',
  'condition.noMatch': 'no match',
  'condition.noErrors': 'no errors',
  'condition.noExpiry': 'No expiration date in the MRZ',
  'condition.expiry': 'an expiration date',
  'condition.orLater': '{date} or later',
  'condition.match': 'match',
  'condition.mismatch': 'mismatch',
  'condition.not-comparable': 'cannot be compared automatically',
  'condition.missing': 'missing on at least one side',
  'condition.frontToBack': 'Front-to-back compare',
  'condition.orHigher': 'level {level} or higher',
  'condition.documentReview': 'Document review',
  'condition.notReviewed': 'Automatic checks only',
  'condition.reviewed': 'reviewed by an agent',

  'match.level': 'Level {level} of 7',
  'match.none': 'No level reached',

  'spoof.real': 'ID is real',
  'spoof.spoofed': 'ID is spoofed',
  'spoof.full': 'Full ID detected',
  'spoof.notFull': 'Full ID was not detected',

  'mrz.invalid': { one: '{count} check failed', other: '{count} checks failed' },
  'mrz.layout.RUS-internal-passport': 'Russian internal passport',
  'mrz.layout.FRA-identity-card': 'Two-line French identity card',
  'mrz.layout.CHE-driving-licence': 'Swiss driver’s license',
  'mrz.layout.ISO-driving-licence': 'One-line driver’s license',

  'screening.found': 'Match found',
} as const satisfies Record<string, Message>;
