import { statusText, verifiedText } from '../../i18n/values.js';
import { lookUp } from '../../model/known.js';
import type { SessionStatus } from '../../model/session.js';
import type { IconName } from '../../ui/icon.js';
import {
  createNode,
  IconNode,
  setAttribute,
  setChildren,
  setClass,
  setText,
} from '../../ui/nodes.js';
import { cellClass, type Column, type ColumnName } from './columns.js';
import type { Thumbnail } from './row-thumbnails.js';
import { openLabel, type RowContext, type SessionRow } from './session-row.js';

/** Shows a session in a cell. */
export type ShowCell = (row: SessionRow, context: RowContext, thumbnail: Thumbnail) => void;

/** What the cells of each column consist of. Those of the other columns load on demand (`late-cells.ts`). */
const cells: Readonly<Partial<Record<ColumnName, (cell: HTMLElement) => ShowCell>>> = {
  selfie: createSelfie,
  firstName: (cell) => createClientText(cell, 'firstName'),
  lastName: (cell) => createClientText(cell, 'lastName'),
  date: createDate,
  document: (cell) =>
    createFact(cell, ({ documentPresented }) =>
      documentPresented ? ['success', 'document.presented'] : ['danger', 'document.missing'],
    ),
  liveness: (cell) =>
    createFact(cell, ({ livenessPassed }) => {
      if (livenessPassed === null) return ['neutral', 'notChecked'];
      return livenessPassed ? ['success', 'liveness.verified'] : ['danger', 'liveness.notVerified'];
    }),
  verified: createVerified,
  documentNumber: (cell) => createClientText(cell, 'documentNumber'),
  personalNumber: (cell) => createClientText(cell, 'personalNumber'),
  more: createOpen,
};

/** Whether the cells of a column load on demand. */
export const isLateColumn = (name: ColumnName): boolean => !(name in cells);

/** A cell of a row, and what it shows. */
export class RowCell {
  readonly element: HTMLElement = createNode('div', '');

  readonly #column: Column;
  readonly #className: string;
  readonly #show: ShowCell;
  #outline: HTMLElement[] | undefined;

  constructor(column: Column, index: number) {
    this.#column = column;
    this.#className = cellClass(column) + (column.name.endsWith('Name') ? ' name' : '');
    this.element.className = this.#className;
    this.element.role = 'gridcell';
    this.element.ariaColIndex = String(index + 1);
    const create = cells[column.name];
    this.#show = create?.(this.element) ?? createLate(this.element, column.name);
  }

  show(row: SessionRow, context: RowContext, thumbnail: Thumbnail): void {
    this.#show(row, context, thumbnail);
  }

  /** Shows that the session has not been read yet. */
  showOutline({ localizer }: RowContext): void {
    const { element } = this;
    setClass(element, this.#className);
    element.removeAttribute('title');
    this.#outline ??= createOutline(this.#column.name);
    setChildren(element, ...this.#outline);
    const [note] = this.#outline;
    if (this.#column.name === 'selfie' && note) note.textContent = localizer.term('loading');
  }
}

function createOutline(name: ColumnName): HTMLElement[] {
  if (name === 'extra' || name === 'reasons' || name === 'more') return [];
  if (name !== 'selfie') return [createNode('span', 'skeleton')];
  return [createNode('span', 'visually-hidden'), createNode('span', 'skeleton face')];
}

function createSelfie(cell: HTMLElement): ShowCell {
  const face = createNode('span', 'face');
  const sign = new IconNode();
  const mark = createNode('span', 'mark', new IconNode('warning').element);
  face.role = 'img';
  return ({ selfie }, { localizer, hidden }, thumbnail) => {
    setChildren(cell, face);
    const isHidden = hidden.has('photos');
    const failure = !isHidden && typeof thumbnail === 'string' ? thumbnail : undefined;
    const picture = !isHidden && typeof thumbnail === 'object' ? thumbnail : undefined;
    const isPending = !isHidden && selfie && !thumbnail;
    const name = localizer.term(
      isHidden ? 'mask.value' : selfie ? 'photo.selfie' : 'photo.missing',
    );
    const detail =
      !isHidden && selfie && !picture ? localizer.term(`photo.${failure ?? 'loading'}`) : undefined;
    setClass(face, isPending ? 'face pending' : 'face');
    setAttribute(face, 'aria-label', detail ? `${name}. ${detail}` : name);
    setAttribute(face, 'title', failure && detail);
    sign.show(isHidden ? 'lock' : 'person');
    setChildren(face, picture ?? sign.element);
    if (failure) face.append(mark);
    else mark.remove();
  };
}

type TextField = 'firstName' | 'lastName' | 'documentNumber' | 'personalNumber';

/** A text of the client. It has no tooltip, because attributes may not contain personal data. */
function createClientText(cell: HTMLElement, field: TextField): ShowCell {
  const text = new Text();
  const value = createNode('bdi', '', text);
  let substitute: Substitute | undefined;
  return (row, { localizer, hidden }) => {
    const isHidden = hidden.has(field);
    const content = row[field];
    if (!isHidden && content !== null) {
      setText(text, content);
      setChildren(cell, value);
      return;
    }
    setText(text, '');
    substitute ??= new Substitute();
    if (isHidden) substitute.show(cell, '', '••••••', localizer.term('mask.value'));
    else substitute.show(cell, 'unread', '******', localizer.term('notRead'));
  };
}

/** Signs that stand for a value, and the words for them that screen readers read. */
class Substitute {
  readonly #signs: HTMLElement = createNode('span', '');
  readonly #words: HTMLElement = createNode('span', 'visually-hidden');

  constructor() {
    this.#signs.ariaHidden = 'true';
  }

  show(cell: HTMLElement, className: string, signs: string, words: string): void {
    setClass(this.#signs, className);
    this.#signs.textContent = signs;
    this.#words.textContent = words;
    setChildren(cell, this.#signs, this.#words);
  }
}

/** The tooltip names the time zone. */
function createDate(cell: HTMLElement): ShowCell {
  const text = new Text();
  return ({ createdAt }, { localizer }) => {
    setText(text, localizer.instant(createdAt));
    setAttribute(cell, 'title', localizer.instant(createdAt, { timeZoneName: true }));
    setChildren(cell, text);
  };
}

type FactKey =
  | 'document.presented'
  | 'document.missing'
  | 'liveness.verified'
  | 'liveness.notVerified'
  | 'notChecked';

/** A style sheet draws the sign before the text, so that it takes no nodes. */
function createFact(
  cell: HTMLElement,
  factOf: (row: SessionRow) => readonly [tone: 'success' | 'danger' | 'neutral', key: FactKey],
): ShowCell {
  const className = `${cell.className} fact`;
  const text = new Text();
  const label = createNode('span', 'text', text);
  return (row, { localizer }) => {
    const [tone, key] = factOf(row);
    const words = localizer.term(key);
    setClass(cell, `${className} ${tone}`);
    setText(text, words);
    setAttribute(label, 'title', words);
    setChildren(cell, label);
  };
}

interface Sign {
  readonly tone: 'success' | 'warning' | 'danger' | 'neutral';
  readonly icon: IconName;
}

const verifiedSigns: Readonly<Record<SessionStatus, Sign>> = {
  processing: { tone: 'neutral', icon: 'more' },
  awaiting: { tone: 'warning', icon: 'clock' },
  success: { tone: 'success', icon: 'check' },
  rejected: { tone: 'danger', icon: 'close' },
};
const inPart: Sign = { tone: 'warning', icon: 'info' };
const unknown: Sign = { tone: 'neutral', icon: 'more' };

/** Spec T has one word for several states; the sign and the tooltip tell them apart. */
function createVerified(cell: HTMLElement): ShowCell {
  const sign = new IconNode();
  const text = new Text();
  const note = new Text();
  const noted = createNode('span', 'visually-hidden', note);
  const tag = createNode('span', '', sign.element, text);
  return ({ status, isJudgedInPart }, { localizer }) => {
    const known = isJudgedInPart ? inPart : lookUp(verifiedSigns, status);
    const { tone, icon } = known ?? unknown;
    const verified = verifiedText(localizer, status);
    const label = isJudgedInPart ? localizer.term('judged.in-part') : statusText(localizer, status);
    setClass(tag, `tag ${tone}`);
    setAttribute(tag, 'title', known && label);
    sign.show(icon);
    setText(text, verified);
    setText(note, ` (${label})`);
    if (verified === label) noted.remove();
    else if (!noted.parentNode) tag.append(noted);
    setChildren(cell, tag);
  };
}

/** Handed to the part, so that a page does not load chunks for what it has already. */
const cellTools = { createNode, setAttribute, setChildren, setClass, setText, Substitute };
export type CellTools = typeof cellTools;

/** Nothing until the part that makes these cells has loaded. */
function createLate(cell: HTMLElement, name: ColumnName): ShowCell {
  let show: ShowCell | undefined;
  return (row, context, thumbnail) => {
    show ??= context.late?.cells[name]?.(cell, cellTools);
    show?.(row, context, thumbnail);
  };
}

function createOpen(cell: HTMLElement): ShowCell {
  const text = new Text();
  const button = createNode('button', 'button icon', text);
  button.type = 'button';
  button.tabIndex = -1;
  button.part.add('more');
  button.dataset['action'] = 'open';
  return (row, context) => {
    setText(text, openLabel(row, context));
    setChildren(cell, button);
  };
}
