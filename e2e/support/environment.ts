/** The parts that `npm run test:e2e` has started. */
export const environment = {
  appUrl: get('APP_URL'),
  mailboxUrl: get('RESEND_BASE_URL'),
  redisUrl: get('UPSTASH_REDIS_REST_URL'),
  redisToken: get('UPSTASH_REDIS_REST_TOKEN'),
  databaseUrl: get('DATABASE_URL'),
}

function get(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: run the tests with \`npm run test:e2e\`.`)
  return value
}
