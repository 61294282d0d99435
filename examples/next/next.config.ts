import type { NextConfig } from 'next';

// Your portal. `next build` reads the variable.
const portal = process.env['PORTAL_URL'] ?? 'http://127.0.0.1:4173';

export default {
  rewrites: () =>
    Promise.resolve([
      { source: '/kv/:path*', destination: `${portal}/kv/:path*` },
      { source: '/review-token', destination: `${portal}/review-token` },
    ]),
} satisfies NextConfig;
