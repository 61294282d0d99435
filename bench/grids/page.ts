/** Runs in the page of a contestant: `?rows=50` is how many it shows. The build chooses the contestant. */
import { mount } from 'virtual:contestant';
import type { Mounted } from './contestant.ts';
import { makeRows } from '../rows/rows.ts';

declare global {
  /** The harness calls it. */
  var benchPage: {
    mount(): void;
    unmount(): void;
  };
}

const count = Number(new URLSearchParams(location.search).get('rows'));
const rows = makeRows(count);

function findContainer(): HTMLElement {
  const container = document.getElementById('container');
  if (!container) throw new Error('The page has no container.');
  return container;
}

const show = (): Mounted => mount(findContainer(), rows);

let mounted: Mounted | undefined = show();

globalThis.benchPage = {
  mount() {
    mounted = show();
  },
  unmount() {
    mounted?.unmount();
    mounted = undefined;
    findContainer().replaceChildren();
  },
};
