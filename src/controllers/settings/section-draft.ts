import * as v from 'valibot';

import { ReviewError } from '../../api/errors.js';
import { isSameData } from '../../model/same-data.js';
import { settingsChange, type SettingsChange } from '../../model/settings-change.js';
import type { SettingsRecord, SettingsSection } from '../../model/settings.js';
import { differencesOf, isSame, namesOf, type Difference, type Side } from './differences.js';
import type { FieldName, FieldValues, SectionForm } from './section-form.js';

/** How the last attempt to save has ended. */
export type SaveState =
  | { readonly status: 'idle' | 'sending' }
  /** Nothing was saved, or, if its outcome is unknown, perhaps everything. */
  | { readonly status: 'failed'; readonly error: ReviewError };

/** What a draft needs of the store that keeps it. */
export interface DraftStore {
  /** Makes a draft known to the store, once. */
  keep(draft: AnyDraft): void;
  readonly record: SettingsRecord | undefined;
  /** Sends a change, and stores the answer. */
  send(change: SettingsChange, version: string): Promise<SettingsRecord>;
  /** Reads the settings again. Throws if that fails. */
  readAgain(): Promise<void>;
  /** Updates every element that shows the settings. */
  update(): void;
}

/** A section of the settings, with the draft of each store. */
export class Section<Fields extends FieldValues> {
  readonly form: SectionForm<Fields>;

  readonly #drafts = new WeakMap<DraftStore, SectionDraft<Fields>>();

  constructor(form: SectionForm<Fields>) {
    this.form = form;
  }

  draftIn(store: DraftStore): SectionDraft<Fields> {
    let draft = this.#drafts.get(store);
    if (!draft) {
      draft = new SectionDraft(this.form, store);
      this.#drafts.set(store, draft);
      store.keep(draft);
    }
    return draft;
  }
}

/** How often a save follows changes of other sections before it gives up. */
const maxSaves = 3;

/** A draft, whatever its fields are. */
export interface AnyDraft {
  readonly section: SettingsSection;
  readonly isChanged: boolean;
  discard(): void;
  /** Drops everything without a word. */
  drop(): void;
  /** Takes up settings that were read again. */
  follow(record: SettingsRecord): void;
}

/**
 * What a user has entered in one section, and not saved: the changed fields alone, with the version that
 * the user saw. In memory only.
 */
export class SectionDraft<Fields extends FieldValues> implements AnyDraft {
  readonly #form: SectionForm<Fields>;
  readonly #store: DraftStore;
  /** The settings as the user saw them when the first field was changed. */
  #seen: SettingsRecord | undefined;
  #changed: Partial<Fields> = {};
  #choices: ReadonlyMap<string, Side> = new Map();
  #refused: ReadonlyMap<string, string> = new Map();
  #state: SaveState = { status: 'idle' };

  constructor(form: SectionForm<Fields>, store: DraftStore) {
    this.#form = form;
    this.#store = store;
  }

  get section(): SettingsSection {
    return this.#form.section;
  }

  get state(): SaveState {
    return this.#state;
  }

  get isChanged(): boolean {
    return this.changedNames.length > 0;
  }

  /** The changed fields, those that are removed or added included. */
  get changedNames(): readonly FieldName<Fields>[] {
    return namesOf(this.#changed);
  }

  /** The changed fields with what the user has entered. */
  get changed(): Partial<Fields> {
    return this.#changed;
  }

  /** The fields as saved, or as the user saw them while a conflict is unresolved. */
  get saved(): Fields | undefined {
    const record = this.#seen ?? this.#store.record;
    return record && this.#form.read(record.settings);
  }

  /** The fields with the changes of the user. */
  get entered(): Fields | undefined {
    const { saved } = this;
    return saved && { ...saved, ...this.#changed };
  }

  /** What would be sent. It may be invalid. */
  get values(): FieldValues | undefined {
    const record = this.#seen ?? this.#store.record;
    return record && this.#form.write(this.#changed, record.settings);
  }

  /** Why the backend has refused a value, by field. */
  get refused(): ReadonlyMap<string, string> {
    return this.#refused;
  }

  isFieldChanged(name: FieldName<Fields>): boolean {
    return name in this.#changed;
  }

  enter<Name extends FieldName<Fields>>(name: Name, value: Fields[Name]): void {
    this.#seen ??= this.#store.record;
    const { saved } = this;
    if (!saved) return;
    if (isSame(saved[name], value)) this.#remove(name);
    else this.#changed = { ...this.#changed, [name]: value };
    this.#forgetRefusal(name);
    this.#settle();
    this.#store.update();
  }

  discardField(name: FieldName<Fields>): void {
    this.#remove(name);
    this.#forgetRefusal(name);
    this.#settle();
    this.#store.update();
  }

  discard(): void {
    this.drop();
    this.#store.update();
  }

  drop(): void {
    this.#seen = undefined;
    this.#changed = {};
    this.#choices = new Map();
    this.#refused = new Map();
    this.#state = { status: 'idle' };
  }

  /** The fields with a value that cannot be saved. */
  get faults(): ReadonlySet<FieldName<Fields>> {
    const { values, entered } = this;
    if (!values || !entered) return new Set();
    const { issues = [] } = v.safeParse(settingsChange, { section: this.section, values });
    return new Set(
      issues.flatMap(({ path }) => {
        const [, ...keys] = (path ?? []).map(({ key }) => String(key));
        return this.#form.fieldAt(keys, entered) ?? [];
      }),
    );
  }

  /** Whether somebody else has saved this section since the user saw it. */
  get hasConflict(): boolean {
    return this.differences.length > 0;
  }

  /** Every field that either side has changed; empty unless somebody else has changed the section. */
  get differences(): readonly Difference<FieldName<Fields>>[] {
    const { record } = this.#store;
    if (!record || !this.#seen || record.version === this.#seen.version) return [];
    const seen = this.#form.read(this.#seen.settings);
    return differencesOf(seen, this.#form.read(record.settings), this.#changed);
  }

  /** The fields in the version that somebody else has saved. */
  get latest(): Fields | undefined {
    const { record } = this.#store;
    return record && this.#form.read(record.settings);
  }

  choiceOf(name: FieldName<Fields>): Side | undefined {
    return this.#choices.get(name);
  }

  choose(name: FieldName<Fields>, side: Side): void {
    this.#choices = new Map(this.#choices).set(name, side);
    this.#store.update();
  }

  /** The fields that both sides have changed and for which the user has not chosen. */
  get openChoices(): readonly FieldName<Fields>[] {
    return this.differences.flatMap(({ name, changedBy }) =>
      changedBy === 'both' && !this.#choices.has(name) ? name : [],
    );
  }

  /** Continues with the version of the other user and what the user has chosen. */
  resolve(): void {
    const { record } = this.#store;
    if (!record || this.openChoices.length > 0) return;
    for (const [name, side] of this.#choices) if (side === 'saved') this.#remove(name);
    this.#choices = new Map();
    this.#seen = record;
    this.#state = { status: 'idle' };
    this.#settle();
    this.#store.update();
  }

  follow(record: SettingsRecord): void {
    if (!this.#seen || record.version === this.#seen.version) return;
    const saved = this.#form.read(record.settings);
    if (isSameData(saved, this.#form.read(this.#seen.settings))) this.#seen = record;
    this.#removeSaved(record);
  }

  /**
   * Saves the section. If somebody else has saved another section meanwhile, saves again.
   * @returns the new version, or `undefined` if nothing was saved; `state` and `differences` say why
   */
  async save(): Promise<SettingsRecord | undefined> {
    if (this.#state.status === 'sending' || this.hasConflict) return undefined;
    const sending: SaveState = { status: 'sending' };
    this.#refused = new Map();
    this.#set(sending);
    // The draft is dropped for another user, who must not see the outcome.
    const isOver = (): boolean => this.#state !== sending;
    try {
      const record = await this.#send(maxSaves);
      if (isOver()) return undefined;
      if (record) this.#complete(record);
      this.#set({ status: 'idle' });
      return record;
    } catch (thrown) {
      if (isOver()) return undefined;
      const error = ReviewError.from(thrown);
      this.#showRefused(error);
      this.#set({ status: 'failed', error });
      return undefined;
    }
  }

  /** Hides why the last attempt has failed. */
  forgetFailure(): void {
    if (this.#state.status === 'failed') this.#set({ status: 'idle' });
  }

  async #send(triesLeft: number): Promise<SettingsRecord | undefined> {
    const { values } = this;
    const seen = this.#seen;
    const change = v.safeParse(settingsChange, { section: this.section, values });
    if (!seen || !change.success) return undefined;
    try {
      return await this.#store.send(change.output, seen.version);
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      if (error.code !== 'conflict' || triesLeft <= 1) throw error;
      await this.#store.readAgain();
      return this.hasConflict ? undefined : this.#send(triesLeft - 1);
    }
  }

  /** What was entered while the change was sent stays. */
  #complete(record: SettingsRecord): void {
    if (this.#seen) this.#seen = record;
    this.#removeSaved(record);
  }

  #removeSaved(record: SettingsRecord): void {
    const saved = this.#form.read(record.settings);
    for (const name of this.changedNames) {
      if (isSame(saved[name], this.#changed[name])) this.#remove(name);
    }
    this.#settle();
  }

  #showRefused({ code, details }: ReviewError): void {
    const { entered } = this;
    if (code !== 'invalid' || !entered) return;
    const refused = new Map<string, string>();
    for (const { pointer, message } of details.parts ?? []) {
      const [member, ...keys] = keysOf(pointer);
      const name = member === 'values' ? this.#form.fieldAt(keys, entered) : undefined;
      if (name !== undefined && !refused.has(name)) refused.set(name, message);
    }
    this.#refused = refused;
  }

  #set(state: SaveState): void {
    this.#state = state;
    this.#store.update();
  }

  #remove(name: FieldName<Fields>): void {
    const changed = { ...this.#changed };
    Reflect.deleteProperty(changed, name);
    this.#changed = changed;
  }

  #forgetRefusal(name: string): void {
    this.#refused = new Map([...this.#refused].filter(([refused]) => refused !== name));
    if (this.#state.status === 'failed' && this.#refused.size === 0)
      this.#state = { status: 'idle' };
  }

  /** Without changes, the draft is over. */
  #settle(): void {
    if (this.isChanged) return;
    this.#seen = undefined;
    this.#choices = new Map();
    if (this.#state.status === 'failed') this.#state = { status: 'idle' };
  }
}

/** The keys of a JSON Pointer (RFC 6901, section 4). */
const keysOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
