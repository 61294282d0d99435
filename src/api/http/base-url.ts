/** @throws TypeError when it is not an http(s) URL. */
export function resolveBase(baseUrl: string | URL): URL {
  // Node and workers have no document.
  const { document } = globalThis as { document?: Document };
  const base = new URL(baseUrl, document?.baseURI);
  if (!/^https?:$/.test(base.protocol) || base.username !== '' || base.password !== '') {
    throw new TypeError('baseUrl must be an http(s) URL without credentials.');
  }
  base.search = '';
  base.hash = '';
  return base;
}
