import type { ReactiveController, ReactiveElement } from 'lit';

import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { Workspace } from '../../api/workspace.js';
import type { ActivityPageName } from '../../model/activity.js';

import { afterFirstScreen } from '../../ui/when-idle.js';

/** What the reports know about the console. */
export interface PageReportsOptions {
  /** The page that is shown; `undefined` for a session, and for a page of the host. */
  readonly page: () => ActivityPageName | undefined;
  readonly api: () => ReviewApi | undefined;
  readonly workspace: () => Workspace | undefined;
  readonly report: (error: ReviewError) => void;
}

/**
 * Tells the backend which pages the user opens (spec S7). The backend sees by itself which sessions are
 * read, so the way back from a session opens no page.
 */
export class PageReports implements ReactiveController {
  readonly #options: PageReportsOptions;
  /** What was reported last, and to which adapter. */
  #page: ActivityPageName | undefined;
  #api: ReviewApi | undefined;

  constructor(host: ReactiveElement, options: PageReportsOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    const { page, api, workspace, report } = this.#options;
    const [opened, backend] = [page(), api()];
    if (!opened || !backend || !workspace()?.capabilities.includes('record-activity')) return;
    if (opened === this.#page && backend === this.#api) return;
    this.#page = opened;
    this.#api = backend;
    afterFirstScreen(() => {
      backend.recordActivity({ action: 'page-opened', page: opened }).catch((error: unknown) => {
        report(ReviewError.from(error));
      });
    });
  }
}
