import type { Attribution } from '../../../model/change.js';
import type { SettingsChange } from '../../../model/settings-change.js';
import type { Settings, SettingsRecord } from '../../../model/settings.js';
import type { SaveOptions } from '../../review-api.js';
import { applySettingsChange } from '../../settings.js';

/** One version of the settings, with the members that this version of the kit does not know. */
type Stored = Omit<SettingsRecord, 'settings'> & { readonly settings: Settings };

/** Every version of the settings of one company. */
export class SettingsStore {
  readonly #versions: [Stored, ...Stored[]];

  constructor(settings: Settings, changedAt: string) {
    this.#versions = [{ version: '1', changedAt, changedBy: null, settings }];
  }

  get current(): Stored {
    return this.#versions.at(-1) ?? this.#versions[0];
  }

  find(version: string): Stored | undefined {
    return this.#versions.find((stored) => stored.version === version);
  }

  save(
    change: SettingsChange,
    options: Partial<SaveOptions> | undefined,
    { by, at }: Attribution,
  ): Stored {
    const { current } = this;
    const settings = applySettingsChange(current, change, options ?? {});
    if (settings === current.settings) return current;
    const version = String(this.#versions.length + 1);
    this.#versions.push({ version, changedAt: at, changedBy: by, settings });
    return this.current;
  }
}
