// Health checks in an image without curl: `healthy.mjs` asks the server whether all parts respond, and
// `healthy.mjs PATH` whether another program answers there at all.

const [path] = process.argv.slice(2)
const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}${path ?? '/api/health'}`).catch(
  () => undefined,
)
process.exit(answer && (answer.ok || path) ? 0 : 1)

export {}
