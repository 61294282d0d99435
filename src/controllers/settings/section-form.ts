import type { AnsweredSettings, SettingsSection } from '../../model/settings.js';

/** The fields of a form by name, each with what it contains. Not every value can be saved. */
export type FieldValues = Readonly<Record<string, unknown>>;

export type FieldName<Fields extends FieldValues> = keyof Fields & string;

/** How a section of the settings is edited: field by field. */
export interface SectionForm<Fields extends FieldValues> {
  readonly section: SettingsSection;
  /** What the fields contain for these settings, in their order. */
  read(settings: AnsweredSettings): Fields;
  /**
   * The new values of the section. Members that the user has not changed are left out, so that what the
   * page does not know survives.
   */
  write(changed: Partial<Fields>, settings: AnsweredSettings): FieldValues;
  /** The field that contains the value under these keys of what `write` returns. */
  fieldAt(path: readonly string[], entered: Fields): FieldName<Fields> | undefined;
}
