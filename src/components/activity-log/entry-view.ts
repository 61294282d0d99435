import { createNode, setAttribute, setChildren, setClass, setText } from '../../ui/nodes.js';
import { roleText } from './detail-words.js';
import { factsOf, titleOf, type WordContext } from './entry-words.js';
import type { LogRow } from './log-pages.js';

export const logColumns = ['sequence', 'at', 'who', 'what', 'session'] as const;
export type LogColumn = (typeof logColumns)[number];

/** Shows one entry after another. Its nodes are made once, because the log scrolls. */
export class EntryView {
  readonly element: HTMLElement = createNode('div', 'row');

  readonly #number = new Text();
  readonly #time = createNode('time', '');
  readonly #name = createNode('bdi', 'who-name');
  readonly #role = createNode('span', 'who-role');
  readonly #title = createNode('span', 'what-title');
  readonly #facts = createNode('span', 'what-facts');
  readonly #open = createOpen();
  readonly #openText = createNode('span', 'visually-hidden');
  readonly #sessionId = createNode('bdi', 'session-id');
  readonly #sessions = createNode('span', 'session-count');
  readonly #contents: Readonly<Record<LogColumn, readonly Node[]>>;
  readonly #cells: readonly { readonly column: LogColumn; readonly element: HTMLElement }[];
  readonly #outlines: readonly HTMLElement[];
  #shown: readonly unknown[] = [];

  constructor() {
    const { element } = this;
    this.#sessionId.ariaHidden = 'true';
    this.#open.append(this.#openText, this.#sessionId);
    this.#contents = {
      sequence: [this.#number],
      at: [this.#time],
      who: [this.#name, this.#role],
      what: [this.#title, this.#facts],
      session: [this.#sessions],
    };
    this.#cells = logColumns.map((column, index) => {
      const cell = createNode('div', `cell ${column}`);
      cell.role = 'gridcell';
      cell.ariaColIndex = String(index + 1);
      return { column, element: cell };
    });
    this.#outlines = logColumns.map(() => createNode('span', 'skeleton'));
    element.role = 'row';
    element.part.add('row');
    element.append(...this.#cells.map((cell) => cell.element));
    // By elements, because attributes may not contain names of people.
    element.ariaLabelledByElements = [this.#name, this.#title, this.#time];
  }

  /** Gives the row its place in the log, and in the order of the keys. */
  place(index: number, tabIndex: 0 | -1): void {
    const { element } = this;
    // The row of headers is the first one.
    setAttribute(element, 'aria-rowindex', String(index + 2));
    setAttribute(element, 'tabindex', String(tabIndex));
  }

  /** Shows an entry, or outlines of one that has not been read yet. */
  show(row: LogRow | undefined, context: WordContext): void {
    const [shownRow, shownContext] = this.#shown;
    if (this.#shown.length > 0 && row === shownRow && context === shownContext) return;
    this.#shown = [row, context];
    this.#cells.forEach(({ column, element }, index) => {
      const outline = this.#outlines[index];
      setChildren(element, ...(row || !outline ? this.#contents[column] : [outline]));
    });
    if (row) this.#write(row, context);
  }

  #write(row: LogRow, context: WordContext): void {
    const { localizer } = context;
    const { actor, at, details, sessionId } = row;
    setText(this.#number, localizer.number(row.sequence));
    setAttribute(this.#time, 'datetime', at);
    setAttribute(this.#time, 'title', localizer.instant(at, { timeZoneName: true }));
    this.#time.textContent = localizer.instant(at);
    this.#name.textContent = actor ? (actor.name ?? actor.id) : localizer.term('log.system');
    this.#role.textContent = actor ? roleText(localizer, actor.role) : '';
    this.#title.textContent = titleOf(row, context);
    this.#facts.textContent = factsOf(row, context)
      .filter(({ isBrief }) => isBrief)
      .map(({ label, value }) => localizer.term('log.fact', { label, value }))
      .join(' · ');
    const isRefused = row.action === 'forbidden' || row.action === 'sign-in-failed';
    setClass(this.element, isRefused ? 'row refused' : 'row');
    this.#writeSession(sessionId, details.sessionIds?.length ?? 0, context);
  }

  #writeSession(id: string | null, count: number, { localizer }: WordContext): void {
    const cell = this.#cells.at(-1)?.element;
    if (cell) setChildren(cell, id === null ? this.#sessions : this.#open);
    this.#openText.textContent = id === null ? '' : localizer.term('log.openSession', { id });
    this.#sessionId.textContent = id ?? '';
    this.#sessions.textContent =
      id === null && count > 0 ? localizer.term('log.sessions', { count }) : '';
  }
}

/** The link to the session of an entry. */
function createOpen(): HTMLButtonElement {
  const open = createNode('button', 'session-link');
  open.type = 'button';
  open.tabIndex = -1;
  open.dataset['action'] = 'session';
  return open;
}
