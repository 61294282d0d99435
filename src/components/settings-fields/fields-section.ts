import { Section } from '../../controllers/settings/section-draft.js';
import { isSameData } from '../../model/same-data.js';
import type { AnsweredSettings } from '../../model/settings.js';
import type { ExtraField } from '../../model/workspace.js';

/** The name of an extra field in the form. Keys may contain anything, and names are parts of ids. */
export type EntryName = `key-${string}`;

export const nameOf = (key: string): EntryName =>
  `key-${Array.from(key, (letter) => letter.codePointAt(0)?.toString(36)).join('-')}`;

/** Every extra field by its name; `null` for one that the user has deleted. */
export type ExtraFieldFields = {
  readonly [name: EntryName]: ExtraField | null;
  /** The keys, in the order in which the fields are shown. */
  readonly order: readonly string[];
};

type Listed = Pick<AnsweredSettings, 'extraFields'>;

const read = ({ extraFields }: Listed): ExtraFieldFields => ({
  order: extraFields.map(({ key }) => key),
  ...Object.fromEntries(
    extraFields.map(({ key, label, type, inList }): [EntryName, ExtraField] => [
      nameOf(key),
      { key, label, type, inList },
    ]),
  ),
});

export const isEntryName = (name: string): name is EntryName => name.startsWith('key-');

/** With what a partial change leaves open. */
type Merged = {
  readonly [name: EntryName]: ExtraField | null | undefined;
  readonly order: readonly string[];
};

/** The fields that are left, in their order. Those that the order does not name follow. */
export function listOf(fields: Merged): readonly ExtraField[] {
  const entries = Object.keys(fields).flatMap((name) => {
    const entry = isEntryName(name) ? fields[name] : undefined;
    return entry ? [entry] : [];
  });
  const places = new Map(fields.order.map((key, index) => [key, index]));
  const placeOf = ({ key }: ExtraField): number => places.get(key) ?? places.size;
  return entries.sort((a, b) => placeOf(a) - placeOf(b));
}

/** The members that differ. The backend keeps the others. */
const changesOf = (
  { key, label, type, inList }: ExtraField,
  saved: ExtraField | null | undefined,
): Partial<ExtraField> => ({
  key,
  ...(!isSameData(label, saved?.label) && { label }),
  ...(type !== saved?.type && { type }),
  ...(inList !== saved?.inList && { inList }),
});

/** The extra fields that clients fill in (spec S2). Each extra field is a field, and so is their order. */
export const fieldsSection = new Section<ExtraFieldFields>({
  section: 'fields',
  read,
  write: (changed, settings) => {
    const saved = read(settings);
    return {
      extraFields: listOf({ ...saved, ...changed }).map((entry) =>
        changesOf(entry, saved[nameOf(entry.key)]),
      ),
    };
  },
  fieldAt: ([, index], entered) => {
    const entry = listOf(entered)[Number(index)];
    return entry && nameOf(entry.key);
  },
});
