import type { LitElement, ReactiveController } from 'lit';

import type { SparseRows } from '../../controllers/sparse-rows.js';
import type { ListContext } from './list-context.js';
import type { SessionRow } from './session-row.js';

/** A row by its index, and by its session if it has loaded. */
interface RowPlace {
  readonly index: number;
  readonly id: string | undefined;
}

interface Place {
  readonly list: string;
  /** The row at the top of the view. */
  readonly top: RowPlace;
  /** The last row in view. */
  readonly last: number;
  readonly tabStop: RowPlace;
}

/**
 * Brings a list that is removed and put back to the rows that it showed, and its tab stop with them. It keeps
 * ids and indexes only, and uses them only for the same user and the same selection.
 */
export class PlaceKeeper implements ReactiveController {
  readonly #host: LitElement;
  readonly #list: ListContext;
  #place: Place | undefined;
  /** The rows of the last update, which a removed list no longer has. */
  #rows: SparseRows<SessionRow> | undefined;
  #shown = '';
  #active = 0;

  constructor(host: LitElement, list: ListContext) {
    this.#host = host;
    this.#list = list;
    // Outside the root, nobody is notified when the focus moves from row to row.
    host.renderRoot.addEventListener('focusin', this.#onFocus);
    host.addController(this);
  }

  hostUpdated(): void {
    const { paging, navigation } = this.#list;
    if (!this.#host.isConnected || !paging.isAnswered || paging.rows.length === 0) return;
    this.#shown = this.#describe();
    this.#rows = paging.rows;
    const place = this.#place;
    this.#place = undefined;
    if (place?.list === this.#shown) void this.#restore(place);
    else this.#active = navigation.activeIndex;
  }

  hostDisconnected(): void {
    const rows = this.#rows;
    if (!rows) return;
    const { first, last } = this.#list.range();
    const at = (index: number): RowPlace => ({ index, id: rows.at(index)?.id });
    const isInView = this.#active >= first && this.#active <= last;
    this.#place = {
      list: this.#shown,
      top: at(first),
      last,
      tabStop: at(isInView ? this.#active : first),
    };
    this.#rows = undefined;
  }

  async #restore({ list, top, last, tabStop }: Place): Promise<void> {
    const { paging, rows, navigation, count } = this.#list;
    if (!paging.rows.at(last)) await paging.load(last);
    await this.#host.updateComplete;
    // A user who has scrolled since then has chosen another place.
    if (!this.#host.isConnected || this.#describe() !== list || !rows.isAtTop) return;
    const indexOf = ({ index, id }: RowPlace): number => {
      const found = id === undefined ? -1 : paging.rows.indexOf(id);
      return found < 0 ? Math.min(index, count() - 1) : found;
    };
    const first = indexOf(top);
    rows.reveal(Math.min(first + rows.pageLength, count()) - 1);
    rows.reveal(first);
    navigation.setActive(indexOf(tabStop));
  }

  /** Whose list it is, and which sessions it has. */
  #describe(): string {
    const { company, actor } = this.#list.workspace() ?? {};
    return JSON.stringify([company?.id, actor?.id, this.#list.selection()]);
  }

  readonly #onFocus = (): void => {
    this.#active = this.#list.navigation.activeIndex;
  };
}
