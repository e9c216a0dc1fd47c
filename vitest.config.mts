import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{server,client,snippets,syntaxes,build,bench}/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 120_000,
    // All cores: by itself vitest leaves one idle, which is half of a small machine.
    maxWorkers: '100%',
  },
})
