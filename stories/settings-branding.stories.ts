import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { fireEvent, userEvent } from 'storybook/test';

import 'kv-review/define/settings-branding';
import { backendOf } from './support/backend.js';
import { saveAsColleague, settingsBackend, statesWithoutForm } from './support/settings.js';
import { inside, shows } from './support/shadow.js';

type Story = StoryObj;

const tag = 'kv-settings-branding';
const states = statesWithoutForm(tag);
const showsForm = shows(tag, 'Accent colour');

const enterAccent =
  (color: string): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    const section = await inside(canvasElement, tag);
    const field = await section.findByLabelText('Accent colour');
    await fireEvent.input(field, { target: { value: color } });
  };

/** Chooses a file that cannot be the logo. */
const chooseLogo =
  (file: File): NonNullable<Story['play']> =>
  async (context) => {
    await showsForm(context);
    const element = context.canvasElement.querySelector(tag);
    const input = element?.shadowRoot?.querySelector('input[type=file]');
    if (input) await fireEvent.change(input, { target: { files: [file] } });
  };

async function drawLogo(): Promise<Blob> {
  const canvas = new OffscreenCanvas(120, 40);
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = '#00695c';
    context.fillRect(0, 0, 120, 40);
  }
  return canvas.convertToBlob();
}

const meta: Meta = {
  title: 'Elements/Settings branding',
  component: tag,
  parameters: { backend: settingsBackend() },
  render: () => html`<kv-settings-branding></kv-settings-branding>`,
  play: showsForm,
};
export default meta;

export const Default: Story = {};

/** A company with a name, a colour, round corners and a font. */
export const Branded: Story = {
  parameters: {
    backend: settingsBackend({
      settings: {
        brand: {
          name: 'Example Bank',
          accentColor: '#00695c',
          cornerRadius: 16,
          fontFamilies: ['serif'],
        },
      },
    }),
  },
};

/** Each pair that fails is named, with the nearest colour that passes. */
export const LowContrast: Story = {
  play: async (context) => {
    await enterAccent('#ffb300')(context);
    await shows(tag, /5 pairs of colours fail/)(context);
  },
};

export const Mistakes: Story = {
  play: async (context) => {
    await enterAccent('teal')(context);
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(section.getByRole('button', { name: 'Save' }));
    await shows(tag, '1 field needs your attention')(context);
  },
};

export const LogoIsNoImage: Story = {
  play: async (context) => {
    await chooseLogo(new File(['<svg/>'], 'logo.svg', { type: 'image/svg+xml' }))(context);
    await shows(tag, /not a JPEG, PNG or WebP image/)(context);
  },
};

/** Another master user has saved a logo meanwhile: both are shown. */
export const LogoConflict: Story = {
  play: async (context) => {
    const logo = await drawLogo();
    const choose = chooseLogo(new File([logo], 'logo.png', { type: 'image/png' }));
    await choose(context);
    await shows(tag, 'Choose another file')(context);
    const api = backendOf(context.id);
    const { logoVersion } = await api.getBranding();
    await api.saveLogo(logo, { version: logoVersion ?? 'none' });
    await choose(context);
    await shows(tag, /Another user has changed the logo/)(context);
  },
};

/** The answer was lost, and it is not known what is saved. */
export const LogoUnknown: Story = {
  parameters: {
    backend: settingsBackend({
      faults: [
        { kind: 'dropped-answer', method: 'saveLogo' },
        { kind: 'error', code: 'unavailable', method: 'getBranding' },
      ],
    }),
  },
  play: async (context) => {
    await chooseLogo(new File([await drawLogo()], 'logo.png', { type: 'image/png' }))(context);
    await shows(tag, /the logo may have been saved/)(context);
  },
};

/** Another master user has saved the section meanwhile. */
export const Conflict: Story = {
  play: async (context) => {
    await enterAccent('#00695c')(context);
    await saveAsColleague(context.id, {
      section: 'branding',
      values: {
        brand: { name: null, accentColor: '#6a1b9a', cornerRadius: null, fontFamilies: [] },
      },
    });
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(section.getByRole('button', { name: 'Save' }));
    await shows(tag, /Somebody else saved this section/)(context);
  },
};

export const OutcomeUnknown: Story = {
  parameters: {
    backend: settingsBackend({ faults: [{ kind: 'dropped-answer', method: 'saveSettings' }] }),
  },
  play: async (context) => {
    await enterAccent('#00695c')(context);
    const section = await inside(context.canvasElement, tag);
    await userEvent.click(section.getByRole('button', { name: 'Save' }));
    await shows(tag, /couldn’t confirm/)(context);
  },
};

export const Loading: Story = states.loading;

/** The adapter has no settings. */
export const Empty: Story = states.unsupported;

export const Forbidden: Story = states.forbidden;

export const Error: Story = states.error;

/** In a narrow column, with a changed colour. */
export const LongContent: Story = {
  render: () => html`<div class="story-narrow"><kv-settings-branding></kv-settings-branding></div>`,
  play: enterAccent('#00695c'),
};

export const RTL: Story = { globals: { locale: 'ar' } };

export const Georgian: Story = {
  globals: { locale: 'ka' },
  play: shows(tag, 'აქცენტის ფერი'),
};

export const Dark: Story = { globals: { theme: 'dark' }, play: enterAccent('#00695c') };
