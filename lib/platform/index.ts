// The only door to the platform for app/, middleware.ts and cli/. Browser code imports ./time
// itself.

export { db } from './db'
export { type Env, env, isLoopback, parseEnv } from './env'
export { DEVELOPMENT_DATABASE, loadEnvFiles } from './env-files'
export { health } from './health'
export { log } from './log'
export { redis } from './redis'
export { hash, randomId, sameHash } from './secrets'
export { days, hours, inMinutes, inSeconds, minutes, seconds } from './time'
