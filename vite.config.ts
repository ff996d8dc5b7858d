import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'

import remixConfig from './remix.config.js'

/**
 * Builds app/ only: the browser's bundle and the bundle that server/main.ts serves pages with.
 * Everything under server/ runs from source.
 */
export default defineConfig({
  plugins: [remix(remixConfig)],
  build: { target: 'es2022' },
  css: {
    preprocessorOptions: {
      // The NHS.UK design system is written for an older Sass; its warnings are not ours to mend.
      scss: { quietDeps: true, loadPaths: ['node_modules'] },
    },
  },
})
