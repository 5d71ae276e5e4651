import { defineConfig } from 'prisma/config'

// `prisma generate` would download an engine that it doesn't use. Naming any existing file prevents that.
if (process.argv.includes('generate')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= './package.json'
}

export default defineConfig({ schema: 'prisma/schema.prisma' })
