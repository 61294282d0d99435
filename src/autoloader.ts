import { loaders } from './loaders.js';

/** A tag that the autoloader defines. */
export type KvTag = keyof typeof loaders;

const requested = new Set<string>();

const isKvTag = (tag: string): tag is KvTag => Object.hasOwn(loaders, tag);

async function load(tag: string): Promise<void> {
  const loader = isKvTag(tag) ? loaders[tag] : undefined;
  if (!loader || requested.has(tag)) return;
  requested.add(tag);
  try {
    await loader();
  } catch (error) {
    // The next element of this tag asks again.
    requested.delete(tag);
    console.warn(`kv-review: the module that defines <${tag}> was not loaded.`, error);
  }
}

function loadWithin(node: Node): void {
  if (node instanceof Element) void load(node.localName);
  if (node instanceof Element || node instanceof Document || node instanceof DocumentFragment) {
    for (const element of node.querySelectorAll(':not(:defined)')) void load(element.localName);
  }
}

/**
 * Defines the kit's elements in `root`, now and whenever one is added. Importing this module does so
 * for the document. A host calls it for shadow roots of its own.
 * @returns a function that stops it
 */
export function autoload(root: Document | ShadowRoot | Element): () => void {
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) addedNodes.forEach(loadWithin);
  });
  observer.observe(root, { childList: true, subtree: true });
  loadWithin(root);
  return () => observer.disconnect();
}

if (typeof document !== 'undefined') autoload(document);
