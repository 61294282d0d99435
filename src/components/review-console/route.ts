/** Where the console stands: a page, and the session that is open on it. */
export interface Route {
  readonly view: string;
  readonly sessionId: string | null;
}

/** `#/awaiting`, or `#/awaiting/<session id>`. Holds no other data, since addresses are kept and shared. */
export function toHash({ view, sessionId }: Route): string {
  const parts = sessionId ? [view, sessionId] : [view];
  return `#/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
}

/** Without a step in the history, except in a `srcdoc` frame, which may not replace its address. */
export function replaceHash(route: Route): void {
  const hash = toHash(route);
  try {
    history.replaceState(history.state, '', hash);
  } catch {
    location.hash = hash;
  }
}

/** `undefined` for a fragment that is none of the console's, such as the target of a skip link. */
export function parseHash(hash: string): Route | undefined {
  const [start, view, sessionId, ...rest] = hash.split('/');
  if (start !== '#' || !view || rest.length > 0) return undefined;
  try {
    return {
      view: decodeURIComponent(view),
      sessionId: sessionId ? decodeURIComponent(sessionId) : null,
    };
  } catch {
    // A broken percent-encoding.
    return undefined;
  }
}
