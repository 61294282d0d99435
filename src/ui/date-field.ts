import { html, noChange, nothing, type ElementPart, type TemplateResult } from 'lit';
import { Directive, directive, type PartInfo, PartType } from 'lit/directive.js';

import type { LocalizeController } from '../controllers/localize.js';
import { dayFormat, fillDay, readDay, writeDay, type DayFormat } from '../i18n/numeric-day.js';

export interface DateField {
  readonly localize: LocalizeController;
  readonly id?: string;
  /** `YYYY-MM-DD`, or what was typed instead. */
  readonly value: string;
  readonly isInvalid: boolean;
  readonly isReadOnly?: boolean;
  /** Whether it receives the focus when its panel or dialog opens. */
  readonly isFirst?: boolean;
  readonly describedBy: string;
  /** Receives what was typed as `YYYY-MM-DD`, or as it is if it is not a date. */
  readonly onInput: (value: string) => void;
  /** The user has finished typing. */
  readonly onChange?: () => void;
}

/**
 * Writes a date into its field, unless that is what the user has typed there in another way. The first field
 * gets `autofocus`.
 */
class ShowDay extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new TypeError('showDay belongs to an element.');
  }

  override render(_value: string, _format: DayFormat, _isFirst: boolean): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [value, format, isFirst]: Parameters<this['render']>) {
    const input = element as HTMLInputElement;
    if (readDay(input.value, format) !== value) input.value = writeDay(value, format);
    // Only once it is in the page: in a frame of another origin, inserting it with the attribute is an error.
    queueMicrotask(() => (input.autofocus = isFirst));
    return noChange;
  }
}
const showDay = directive(ShowDay);

/**
 * A field for a date in the order of the kit's language. The browser's own field follows the
 * browser's language instead.
 */
export function renderDateField(field: DateField): TemplateResult {
  const { localize, id = nothing, value, isInvalid, describedBy, onInput, onChange } = field;
  const format = dayFormat(localize.current);
  const inputOf = (event: Event) => event.target as HTMLInputElement;
  return html`<input
    class="field"
    id=${id}
    type="text"
    dir="ltr"
    inputmode="numeric"
    autocomplete="off"
    spellcheck="false"
    aria-invalid=${isInvalid}
    aria-describedby=${describedBy}
    ?readonly=${field.isReadOnly ?? false}
    ${showDay(value, format, field.isFirst ?? false)}
    @input=${(event: Event) => onInput(readDay(inputOf(event).value, format))}
    @change=${(event: Event) => {
      const input = inputOf(event);
      const date = readDay(input.value, format);
      input.value = writeDay(date, format);
      onInput(date);
      onChange?.();
    }}
  />`;
}

/** The order in which a date field expects its parts: `Format: MM/DD/YYYY`. */
export function dateFormatText(localize: LocalizeController): string {
  const format = fillDay(dayFormat(localize.current), {
    year: localize.term('date.year'),
    month: localize.term('date.month'),
    day: localize.term('date.day'),
  });
  return localize.term('date.format', { format });
}
