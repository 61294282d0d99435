import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// Your portal serves both in production. An object keeps the `Host` of the page, which backends check.
const portal = { target: 'http://127.0.0.1:4173' };

export default defineConfig({
  plugins: [svelte()],
  server: { proxy: { '/kv': portal, '/review-token': portal } },
});
