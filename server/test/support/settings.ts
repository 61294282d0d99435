/** Settings of a company under test, saved as a master user saves them. */
import type { ReviewApi } from 'kv-review/api';
import { defaultSettings, type Settings, type SettingsChange } from 'kv-review/model';

/** Saves settings section by section. Those that are not given get their defaults. */
export async function replaceSettings(api: ReviewApi, changed: Partial<Settings>): Promise<void> {
  const settings = { ...defaultSettings, ...changed };
  const { awaitingAction, acceptanceLevel, documentReview } = settings;
  const { disableFullMrzValidation, frontToBackCompare } = settings;
  const { maxAttempts, sessionMinutes, documentTypes, timeZone } = settings;
  const { extraFields, highRiskCountries } = settings;
  const changes: SettingsChange[] = [
    {
      section: 'awaiting',
      values: {
        ...{ awaitingAction, acceptanceLevel, documentReview },
        ...{ disableFullMrzValidation, frontToBackCompare },
      },
    },
    { section: 'session', values: { maxAttempts, sessionMinutes, documentTypes, timeZone } },
    { section: 'fields', values: { extraFields } },
    { section: 'countries', values: { highRiskCountries } },
  ];
  let { version } = await api.getSettings();
  for (const change of changes) ({ version } = await api.saveSettings(change, { version }));
}
