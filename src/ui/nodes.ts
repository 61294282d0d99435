import { iconPath, type IconName } from './icon.js';

/**
 * Nodes that are made once and show one value after another, for what a template would render too
 * often. A write that changes nothing would still cost, so that each compares first.
 */
export function createNode<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...content);
  return node;
}

export function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

export function setClass(element: Element, className: string): void {
  if (element.className !== className) element.className = className;
}

/** Sets an attribute, or removes it if there is no value. */
export function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Gives a parent these children. No two lists of children of one parent may begin with the same node. */
export function setChildren(parent: Element, ...children: readonly Node[]): void {
  const [first = null] = children;
  if (parent.firstChild !== first) parent.replaceChildren(...children);
}

const svg = 'http://www.w3.org/2000/svg';

/** The same as `icon`, for one drawing after another. */
export class IconNode {
  readonly element: SVGSVGElement = document.createElementNS(svg, 'svg');

  readonly #path: SVGPathElement = document.createElementNS(svg, 'path');

  constructor(name?: IconName) {
    this.element.setAttribute('class', 'icon');
    this.element.setAttribute('viewBox', '0 0 24 24');
    this.element.ariaHidden = 'true';
    this.element.append(this.#path);
    if (name) this.show(name);
  }

  show(name: IconName): void {
    setAttribute(this.#path, 'd', iconPath(name));
  }
}
