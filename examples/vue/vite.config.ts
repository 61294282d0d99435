import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// Your portal serves both in production. An object keeps the `Host` of the page, which backends check.
const portal = { target: 'http://127.0.0.1:4173' };
const isCustomElement = (tag: string): boolean => tag.startsWith('kv-');

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
  server: { proxy: { '/kv': portal, '/review-token': portal } },
});
