/** Presses keys of the console as an agent does, and counts them. */
import assert from 'node:assert/strict';

import type { Page } from 'playwright-core';

import type { ScreenReader, Spoken } from './screen-reader.ts';

/** A press of a key, or of keys held down together, and what has the focus then. */
export type Press = readonly [key: string, role: string, name: string | RegExp];

/** Presses keys. Looks after each where the focus is, and whether it can be seen. */
export class Recording {
  /** Pressed since `start`. Typed text does not count. */
  keys: string[] = [];

  readonly #page: Page;
  readonly #reader: ScreenReader;
  #said: string[] = [];

  constructor(page: Page, reader: ScreenReader) {
    this.#page = page;
    this.#reader = reader;
  }

  get presses(): number {
    return this.keys.length;
  }

  start(): void {
    this.keys = [];
    this.#said = [];
  }

  async press(...presses: readonly Press[]): Promise<void> {
    for (const [key, role, name] of presses) {
      await this.#page.keyboard.press(key);
      this.keys.push(key);
      const { visible } = await this.#focuses(key, role, name);
      const isSeen = role === 'heading' ? visible === 'all' : visible !== 'none';
      assert.ok(isSeen, `${key}: ${role} “${String(name)}” is covered`);
    }
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** Waits for an announcement. */
  async hears(text: string | RegExp): Promise<void> {
    await this.#until(async () => {
      const said = await this.outcomes(0);
      return said.some((one) => fits(one, text)) || `“${String(text)}” in ${said.join(' | ')}`;
    });
  }

  async staysOn(role: string, name: string | RegExp): Promise<void> {
    const spoken = await this.#reader.focused();
    assert.ok(spoken.role === role && fits(spoken.name, name), `${spoken.role} “${spoken.name}”`);
  }

  /** What was announced since `start`, once there are so many. */
  async outcomes(least: number): Promise<readonly string[]> {
    await this.#until(async () => {
      const said = await this.#reader.announced();
      this.#said.push(...said.filter((text) => !isProgress(text)));
      return this.#said.length >= least || `${least} announcements: ${this.#said.join(' | ')}`;
    });
    return this.#said;
  }

  async #focuses(key: string, role: string, name: string | RegExp): Promise<Spoken> {
    let spoken = await this.#reader.focused();
    await this.#until(async () => {
      spoken = await this.#reader.focused();
      const isThere = spoken.role === role && fits(spoken.name, name);
      const found = `${spoken.role} “${spoken.name}”`;
      return isThere || `${key}: the focus is on ${found}, not on ${role} “${String(name)}”`;
    });
    return spoken;
  }

  /** The condition returns what is wrong while it is not met. */
  async #until(condition: () => Promise<string | true>): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const wrong = await condition();
      if (wrong === true) return;
      assert.ok(tries < 400, wrong);
      await this.#page.waitForTimeout(20);
    }
  }
}

const fits = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

/** Under way, not an outcome. */
const isProgress = (text: string): boolean => text.endsWith('…');

export const toNote: Press = ['Tab', 'textbox', /^Note/];
export const verify: Press = ['v', 'textbox', /^Note/];
export const reject: Press = ['r', 'radio', 'Spam'];
/** Suspected fraud; its first reasons are Fake and Blacklist. */
export const group: Press = ['3', 'checkbox', 'Fake'];
export const fake: Press = ['1', 'checkbox', 'Fake'];
export const blacklist: Press = ['2', 'checkbox', 'Blacklist'];
export const submit = (name: string): Press => ['Control+Enter', 'heading', name];
export const next = (name: string): Press => ['n', 'heading', name];

/** Face and document side by side, and the errors of the zone. */
export const look = (name: string): Press[] => [
  ['c', 'group', 'View of Selfie'],
  ['Escape', 'heading', name],
  ['m', 'DisclosureTriangle', /Machine-readable zone|Check MRZ errors/],
];
