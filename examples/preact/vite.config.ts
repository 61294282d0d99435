import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

// Your portal serves both in production. An object keeps the `Host` of the page, which backends check.
const portal = { target: 'http://127.0.0.1:4173' };

export default defineConfig({
  plugins: [preact()],
  server: { proxy: { '/kv': portal, '/review-token': portal } },
});
