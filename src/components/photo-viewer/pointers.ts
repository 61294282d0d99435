import type { Point } from './geometry.js';

/** How the pointers on a stage have moved since the last event. */
export interface PointerMovement {
  /** The number of pointers that are down. */
  readonly count: number;
  /** The current midpoint of the pointers. */
  readonly middle: Point;
  /** How far the midpoint has moved. */
  readonly distance: Point;
  /** The factor by which they have spread; 1 for a single pointer. */
  readonly factor: number;
}

const middleOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

const spreadOf = ([first, second]: readonly Point[]): number =>
  first && second ? Math.hypot(second.x - first.x, second.y - first.y) : 0;

/** Tracks the pointers that are down: one drags, two pinch, others are ignored. */
export class Pointers {
  readonly #points = new Map<number, Point>();

  get count(): number {
    return this.#points.size;
  }

  /** Returns false for a third pointer. */
  down(id: number, point: Point): boolean {
    if (this.#points.size === 2 && !this.#points.has(id)) return false;
    this.#points.set(id, point);
    return true;
  }

  up(id: number): void {
    this.#points.delete(id);
  }

  clear(): void {
    this.#points.clear();
  }

  /** Returns `undefined` for a pointer that is not down. */
  move(id: number, point: Point): PointerMovement | undefined {
    if (!this.#points.has(id)) return undefined;
    const before = [...this.#points.values()];
    this.#points.set(id, point);
    const after = [...this.#points.values()];
    const [from, to] = [middleOf(before), middleOf(after)];
    const [spreadBefore, spreadAfter] = [spreadOf(before), spreadOf(after)];
    return {
      count: after.length,
      middle: to,
      distance: { x: to.x - from.x, y: to.y - from.y },
      factor: spreadBefore > 0 && spreadAfter > 0 ? spreadAfter / spreadBefore : 1,
    };
  }
}
