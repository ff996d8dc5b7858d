/**
 * The options of the Remix compiler, which vite.config.ts hands to its plugin.
 *
 * The future flags that are on make the step to React Router 7 mechanical. Two stay off for safety, and
 * docs/decisions/0002-remix-2-on-vite.md says why: lazy route discovery (its manifest endpoint,
 * CVE-2026-55685) and single fetch (its decoder, CVE-2026-34077).
 *
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  serverModuleFormat: 'esm',
  ignoredRouteFiles: ['**/*.css', '**/*.test.*'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: false,
    v3_singleFetch: false,
  },
}
