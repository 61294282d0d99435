import { loaders } from './loaders.js';

const requested = new Set<string>();

async function load(tag: string): Promise<void> {
  const loader = Object.hasOwn(loaders, tag) ? loaders[tag] : undefined;
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
 * Defines the kit's elements that `root` holds, now and whenever one is added. Importing this
 * module does so for the document; a host calls it for shadow roots of its own.
 * @returns Ends the watching.
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
