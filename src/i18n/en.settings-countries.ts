import type { Message } from './message.js';

/** The English texts of the high-risk countries. */
export const settingsCountriesTexts = {
  'settings.countriesIntroduction':
    'A client from one of these countries is stopped: the session is rejected at once.',
  'settings.countriesNone': 'No high-risk countries',
  'settings.countriesNoneHint':
    'No session is rejected because of a country. Add one to stop its clients.',
  'settings.addCountry': 'Set country',
  'settings.addCountryMeaning': 'Type the name of a country or its three-letter code.',
  'settings.countryUnknown': 'No other country has this name or code.',
  'settings.countryAdded': '{country} added. Not saved yet.',
  'settings.ipCheck': 'IP check',
  'settings.nationalityCheck': 'Nationality check',
  'settings.ipCheckOf': 'IP check: {country}',
  'settings.nationalityCheckOf': 'Nationality check: {country}',
  'settings.country.both':
    'Stops clients whose address or whose nationality in the zone is of this country.',
  'settings.country.ip': 'Stops clients whose address is in this country.',
  'settings.country.nationality': 'Stops clients with this nationality in the zone.',
  'settings.country.neither': 'Without a check, this country stops nobody.',
  'settings.country.notListed': 'Not on the list',
  'settings.countryNew': 'New',
  'settings.countryDeleted': 'Will be deleted',
  'settings.countryDeletedSaid': '{country}: will be deleted when you save.',
  'settings.delete': 'Delete',
  'settings.deleteCountry': 'Delete {country}',
  'settings.deleteCountryTitle': 'Delete {country}?',
  'settings.deleteCountryHint':
    'Once you have saved, sessions are no longer stopped because of this country.',
  'settings.countryUse': {
    one: '{count} session was stopped because of it. It stays as it is.',
    other: '{count} sessions were stopped because of it. They stay as they are.',
  },
  'settings.countryUseAtLeast': {
    one: 'At least {count} session was stopped because of it. It stays as it is.',
    other: 'At least {count} sessions were stopped because of it. They stay as they are.',
  },
  'settings.countryUseNone': 'No session was stopped because of it.',
  'settings.countryUseLoading': 'Counting the sessions that were stopped because of it…',
  'settings.countryUseFailed': 'The sessions that were stopped because of it could not be counted.',
  'settings.keepCountry': 'Keep it',
  'settings.countryRule': 'Choose a country from the list.',
} as const satisfies Record<string, Message>;
