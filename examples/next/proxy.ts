import { NextResponse, type NextRequest } from 'next/server';

/** Sets the policy of a page, with a nonce for the inline scripts of Next.js. */
export function proxy(request: NextRequest) {
  // The development server needs `eval` and inline styles.
  if (process.env.NODE_ENV === 'development') return NextResponse.next();
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${crypto.randomUUID()}'`,
    "style-src 'self'",
    'img-src blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html nextjs nextjs#bundler',
  ].join('; ');
  // Next.js reads the nonce from the request.
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** Pages, but not their files and the backend. */
export const config = { matcher: '/((?!_next|kv|review-token).*)' };
