import { html, type TemplateResult } from 'lit';

import type { Capability } from '../../api/operations/capability-names.js';
import type { Workspace } from '../../api/workspace.js';
import type { KvElements } from '../../context/element-class.js';
import type { MessageKey } from '../../i18n/en.js';

/** A section in the navigation of the settings. */
export interface SectionEntry {
  readonly name: string;
  readonly title: MessageKey;
  /** Without it, the section is hidden. */
  readonly capability: Capability;
  /** Without all of these, too. */
  readonly oneOf?: readonly Capability[];
  /** Loads the element of the section. */
  readonly load: () => Promise<KvElements>;
  readonly render: (headingLevel: number) => TemplateResult;
}

/** In the order of the navigation. */
const sections: readonly SectionEntry[] = [
  {
    name: 'awaiting',
    title: 'settings.awaiting',
    capability: 'settings',
    load: async () => ({
      'kv-settings-awaiting': (await import('../settings-awaiting/settings-awaiting.js'))
        .KvSettingsAwaiting,
    }),
    render: (headingLevel) =>
      html`<kv-settings-awaiting heading-level=${headingLevel}></kv-settings-awaiting>`,
  },
  {
    name: 'countries',
    title: 'settings.countries',
    capability: 'settings',
    load: async () => ({
      'kv-settings-countries': (await import('../settings-countries/settings-countries.js'))
        .KvSettingsCountries,
    }),
    render: (headingLevel) =>
      html`<kv-settings-countries heading-level=${headingLevel}></kv-settings-countries>`,
  },
  {
    name: 'queue',
    title: 'settings.queue',
    capability: 'settings',
    oneOf: ['due', 'claims'],
    load: async () => ({
      'kv-settings-queue': (await import('../settings-queue/settings-queue.js')).KvSettingsQueue,
    }),
    render: (headingLevel) =>
      html`<kv-settings-queue .headingLevel=${headingLevel}></kv-settings-queue>`,
  },
  {
    name: 'session',
    title: 'settings.session',
    capability: 'settings',
    load: async () => ({
      'kv-settings-session': (await import('../settings-session/settings-session.js'))
        .KvSettingsSession,
    }),
    render: (headingLevel) =>
      html`<kv-settings-session heading-level=${headingLevel}></kv-settings-session>`,
  },
  {
    name: 'fields',
    title: 'settings.fields',
    capability: 'settings',
    load: async () => ({
      'kv-settings-fields': (await import('../settings-fields/settings-fields.js'))
        .KvSettingsFields,
    }),
    render: (headingLevel) =>
      html`<kv-settings-fields .headingLevel=${headingLevel}></kv-settings-fields>`,
  },
  {
    name: 'hooks',
    title: 'settings.hooks',
    capability: 'web-hooks',
    load: async () => ({
      'kv-settings-hooks': (await import('../settings-hooks/settings-hooks.js')).KvSettingsHooks,
    }),
    render: (headingLevel) =>
      html`<kv-settings-hooks .headingLevel=${headingLevel}></kv-settings-hooks>`,
  },
  {
    name: 'branding',
    title: 'settings.branding',
    capability: 'branding',
    load: async () => ({
      'kv-settings-branding': (await import('../settings-branding/settings-branding.js'))
        .KvSettingsBranding,
    }),
    render: (headingLevel) =>
      html`<kv-settings-branding .headingLevel=${headingLevel}></kv-settings-branding>`,
  },
];

/** The sections that the adapter has. */
export const sectionsOf = ({ capabilities }: Workspace): readonly SectionEntry[] =>
  sections.filter(
    ({ capability, oneOf }) =>
      capabilities.includes(capability) &&
      (!oneOf || oneOf.some((each) => capabilities.includes(each))),
  );
