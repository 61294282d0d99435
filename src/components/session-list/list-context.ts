import type { ReviewApi } from '../../api/review-api.js';
import type { Workspace } from '../../api/workspace.js';
import type { GridNavigation } from './grid-navigation.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { PagingController } from '../../controllers/paging.js';
import type { PartController } from '../../controllers/part.js';
import type { VirtualRows } from '../../controllers/virtual-rows.js';
import type { Queries } from '../../model/queries.js';
import type { SessionFilter, SessionSort } from '../../model/query.js';
import type { afterPaint } from '../../ui/after-paint.js';
import type { renderDrawing } from '../../ui/icon.js';
import type { renderFailure } from '../../ui/notice.js';
import type { renderPanelButton } from '../../ui/part.js';
import type { CellDetail } from './late-cells.js';
import type { RowView } from './row-view.js';
import type { DetailColumn, SessionRow } from './session-row.js';

/** What the parts of a list that load later need of it. */
export interface ListContext {
  readonly localize: LocalizeController;
  readonly paging: PagingController<SessionRow>;
  readonly rows: VirtualRows<RowView>;
  readonly navigation: GridNavigation;
  readonly api: () => ReviewApi | undefined;
  readonly workspace: () => Workspace | undefined;
  readonly queries: () => Queries;
  readonly selection: () => (SessionFilter & { readonly sort: SessionSort }) | undefined;
  /** The order in use. */
  readonly sort: () => SessionSort;
  /** Rows, including those that have not been read yet. */
  readonly count: () => number;
  /** The first and the last row in view. */
  readonly range: () => { readonly first: number; readonly last: number };
  /** How many sessions are listed, or why there are none, in words. */
  readonly result: () => string;
  /** All values of the Extra or Reasons cell of a row. */
  readonly detailsOf: (row: SessionRow, column: DetailColumn) => readonly CellDetail[];
  /** Whether thumbnails are to be shown: nobody sees those of a list that is far from the visible part. */
  readonly hasPhotos: () => boolean;
  /** The thumbnails of the first screen are painted. */
  readonly onPhotos: () => void;
  /** Whether it shows how long sessions wait, or who has them. */
  readonly isTimed: () => boolean;
  /** Whether rows may appear, disappear and move. */
  readonly mayMove: () => boolean;
  readonly say: (text: string) => void;
  readonly onError: (thrown: unknown) => void;
  readonly onRefresh: () => void;
  /** Handed in, so that a page does not load a chunk for what the list has already. */
  readonly tools: {
    readonly PartController: typeof PartController;
    readonly afterPaint: typeof afterPaint;
    readonly renderDrawing: typeof renderDrawing;
    readonly renderFailure: typeof renderFailure;
    readonly renderPanelButton: typeof renderPanelButton;
  };
}
