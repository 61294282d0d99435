import { KvSettingsCountries } from '../components/settings-countries/settings-countries.js';
import { define } from './define.js';

define('kv-settings-countries', KvSettingsCountries);

export { KvSettingsCountries };
