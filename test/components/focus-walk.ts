/** Walks from one stop of the keyboard to the next. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import { focusedElement, isWithin, nameOf } from './announcements.js';
import { visibilityOf } from './visibility.js';

/** Waits until the layout has followed: bars are measured, photos have their place. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

const describeStop = (element: Element): string =>
  `${element.localName} “${nameOf(element).slice(0, 60)}”`;

/**
 * Presses Tab from one stop inside an element to the next until it has been around, and then goes back
 * to the first one. Returns what could not be seen.
 */
async function walk(inside: Element): Promise<{ stops: number; hidden: string[] }> {
  const stops = new Set<Element>();
  const hidden: string[] = [];
  const look = async (stop: Element, way: string): Promise<void> => {
    await settled();
    if (visibilityOf(stop) === 'none') hidden.push(`${way} ${describeStop(stop)}`);
  };
  let last: Element | undefined;
  // Between the last stop and the first one, the focus is on the page or the browser. A field for a
  // date has a stop for each part.
  for (let idle = 0; idle < 4;) {
    await sendKeys({ press: 'Tab' });
    const stop = focusedElement();
    if (!stop || !isWithin(stop, inside) || stop === last) {
      idle += 1;
      continue;
    }
    if (stops.has(stop)) break;
    idle = 0;
    last = stop;
    stops.add(stop);
    await look(stop, 'to');
  }
  for (const stop of [...stops].toReversed()) {
    if (!(stop instanceof HTMLElement) || !stop.isConnected) continue;
    stop.focus();
    await look(stop, 'back to');
  }
  return { stops: stops.size, hidden };
}

/** Fails for each stop inside an element that cannot be seen. */
export async function expectVisible(inside: Element, least: number): Promise<void> {
  const { stops, hidden } = await walk(inside);
  expect(hidden, 'not visible').to.deep.equal([]);
  expect(stops, 'the number of stops').to.be.at.least(least);
}
