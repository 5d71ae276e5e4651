import { builtPlaces, searchSecrets, settingsOf } from '../e2e/support/secret-search'
import { listenForSignals, run } from './process/child'

// The build of `npm test`: also fails if a secret of its environment got into what browsers
// receive.

process.exitCode = await run(['npm', 'run', 'build'], { interrupt: listenForSignals() })
if (process.exitCode === 0) {
  const settings = settingsOf(process.env)
  if (settings.length < 4)
    throw new Error('There are too few secrets to look for. Run this inside the local cloud.')
  for (const { place, excerpt } of searchSecrets(settings, builtPlaces())) {
    console.error(`A secret is in ${place}: ${excerpt}`)
    process.exitCode = 1
  }
}
