import type { Message } from './message.js';

/** The English texts of the branding of a company. */
export const settingsBrandingTexts = {
  'branding.introduction':
    'The name, logo, accent colour, corners and font that every user of the company sees here.',
  'branding.name': 'Name',
  'branding.nameMeaning': 'The name of the company, as its users see it. At most 100 characters.',
  'branding.nameRule': 'Enter at most 100 visible characters, or leave the field empty.',
  'branding.accentColor': 'Accent colour',
  'branding.accentColorMeaning':
    'The colour of links, main buttons and what is selected: # and six digits from 0 to F. Leave it empty for the standard colour.',
  'branding.accentColorRule': 'Enter # and six digits, such as #1d4ed8, or leave the field empty.',
  'branding.accentColorPick': 'Choose the accent colour',
  'branding.cornerRadius': 'Corner radius',
  'branding.cornerRadiusMeaning':
    'How round corners are, from 0 to 24 pixels. Leave it empty for the standard radius.',
  'branding.cornerRadiusRule': 'Enter a whole number from 0 to 24, or leave the field empty.',
  'branding.pixels': 'pixels',
  'branding.fontFamilies': 'Font',
  'branding.fontFamiliesMeaning':
    'The names of up to five fonts, with commas between them. Leave it empty for the font of the system.',
  'branding.fontFamiliesConsequence':
    'The page must have the font, or the user’s system. Where neither has it, the next one is used. Nothing is downloaded.',
  'branding.fontFamiliesRule':
    'Enter up to five names of at most 50 letters, digits, spaces and hyphens each.',
  'branding.logo': 'Logo',
  'branding.logoMeaning':
    'A JPEG, PNG or WebP file of at most {size} kB. It is saved as soon as you choose it.',
  'branding.logoChoose': 'Choose a file',
  'branding.logoReplace': 'Choose another file',
  'branding.logoDrop': 'You can also drop a file here.',
  'branding.logoRemove': 'Remove the logo',
  'branding.logoRemoveAsk': 'Remove the logo for every user? It cannot be restored from here.',
  'branding.logoKeep': 'Keep it',
  'branding.logoNone': 'No logo',
  'branding.logoSaving': 'Saving the logo…',
  'branding.logoSaved': 'The logo is saved.',
  'branding.logoRemoved': 'The logo is removed.',
  'branding.logoTooLarge':
    'This file has {actual} kB. Choose one of at most {size} kB. Nothing was saved.',
  'branding.logoNotImage':
    'This file is not a JPEG, PNG or WebP image. Choose another one. Nothing was saved.',
  'branding.logoFailed': 'The logo was not saved. The file you chose is kept here: try again.',
  'branding.logoNotRemoved': 'The logo was not removed. Try again.',
  'branding.logoUnknown':
    'The connection was lost before the answer arrived, so the logo may have been saved. The file you chose is kept here. Try again: what is saved now is checked first.',
  'branding.logoRemoveUnknown':
    'The connection was lost before the answer arrived, so the logo may have been removed. Try again: what is saved now is checked first.',
  'branding.logoCheck':
    'The connection was lost before the answer arrived. The logo above is the one that is saved now. If it is not the file you chose, save that file again.',
  'branding.logoConflict':
    'Another user has changed the logo. Your file was not saved, but it is kept here. Choose which logo to keep.',
  'branding.logoRemoveConflict':
    'Another user has changed the logo, so it was not removed. The logo above is the one that is saved now.',
  'branding.logoMine': 'Your file',
  'branding.logoSaveMine': 'Save my file',
  'branding.logoKeepSaved': 'Keep the saved logo',
  'branding.logoUnsupported': 'The connected system stores no logos.',
  'branding.contrast': 'Contrast',
  'branding.contrastPassed': {
    one: 'The pair of colours passes WCAG 2.2 AA on a light background.',
    other: 'All {count} pairs of colours pass WCAG 2.2 AA on a light background.',
  },
  'branding.contrastFailed': {
    one: '{count} pair of colours fails WCAG 2.2 AA on a light background:',
    other: '{count} pairs of colours fail WCAG 2.2 AA on a light background:',
  },
  'branding.contrastPair':
    '{foreground} on {background}: {ratio}:1, at least {required}:1 required',
  'branding.contrastNearest': 'Use {color}, the nearest colour that passes',
  'branding.contrastDark':
    'On a dark background, {color} is used instead. It passes in every pair.',
  'branding.contrastDarkSame': 'On a dark background, the colour passes in every pair.',
  'branding.contrastNone': 'Enter a colour to check its contrast. The standard colour passes.',
  'branding.contrastAll': 'All pairs',
  'branding.token.accent': 'Accent',
  'branding.token.accent-text': 'Accent as text',
  'branding.token.accent-soft': 'Soft accent',
  'branding.token.on-accent': 'Text on accent',
  'branding.token.focus': 'Focus ring',
  'branding.token.surface': 'Surface',
  'branding.token.surface-raised': 'Raised surface',
  'branding.token.surface-sunken': 'Sunken surface',
  'branding.token.hover': 'Hovered surface',
  'branding.token.text': 'Text',
  'branding.token.text-muted': 'Muted text',
  'branding.preview': 'Preview',
  'branding.previewHint': 'With made-up sessions. It changes while you type.',
  'branding.previewLight': 'Light',
  'branding.previewDark': 'Dark',
  'branding.previewButton': 'Main button',
  'branding.previewSecondary': 'Button',
  'branding.previewTag': 'Label',
} as const satisfies Record<string, Message>;
