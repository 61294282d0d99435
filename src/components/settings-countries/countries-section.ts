import { Section } from '../../controllers/settings/section-draft.js';
import type { HighRiskCountry, AnsweredSettings } from '../../model/settings.js';

/** What is checked for a country. */
export type CountryChecks = Omit<HighRiskCountry, 'code'>;

/** Every country of the list by its code; `null` for one that the user has deleted. */
export type CountryFields = Readonly<Record<string, CountryChecks | null>>;

const read = ({ highRiskCountries }: Pick<AnsweredSettings, 'highRiskCountries'>): CountryFields =>
  Object.fromEntries(
    highRiskCountries.map(({ code, checkIp, checkNationality }) => [
      code,
      { checkIp, checkNationality },
    ]),
  );

/** As the settings contain them. */
const listOf = (fields: Partial<CountryFields>): HighRiskCountry[] =>
  Object.entries(fields).flatMap(([code, checks]) => (checks ? { code, ...checks } : []));

/** High-risk countries (spec S3). Each country is a field. */
export const countriesSection = new Section<CountryFields>({
  section: 'countries',
  read,
  write: (changed, settings) => ({ highRiskCountries: listOf({ ...read(settings), ...changed }) }),
  fieldAt: ([, index], entered) => listOf(entered)[Number(index)]?.code,
});
