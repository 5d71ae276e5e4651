import { setTimeout as wait } from 'node:timers/promises'
import { startApplication } from './application'
import { residentMegabytes } from './bench/usage'
import { signIn } from './bench/visitor'

// npm run soak: whole sign-ins at a steady pace, for a quarter of an hour. Exits with 1 if one of
// them fails, or if the memory goes on growing after the first third.
// --minutes=15 --per-second=20

const numberOf = (name: string, usual: number) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual)
const [minutes, perSecond] = [numberOf('minutes', 15), numberOf('per-second', 20)]

/** How much the average of the last third may be above that of the second. */
const MOST_GROWTH = 1.1

// Each sign-in is another person's first, which the day's budget would end.
const application = await startApplication({ ...process.env, MAIL_BUDGET_PER_DAY: '1000000' })
const megabytes: number[] = []
let [done, failed] = [0, 0]
const begun = performance.now()
const samples = setInterval(() => {
  megabytes.push(residentMegabytes(application.pid) ?? 0)
  if (megabytes.length % 6 === 0)
    console.log(`${megabytes.length / 6} min, ${done} done, ${failed} failed, ${megabytes.at(-1)} MB`)
}, 10_000)
try {
  const visits: Promise<void>[] = []
  for (let n = 0; n < minutes * 60 * perSecond; n++) {
    await wait(Math.max(0, begun + (n * 1000) / perSecond - performance.now()))
    visits.push(
      signIn().then(
        () => void done++,
        (error) => {
          failed++
          console.error(String(error))
        },
      ),
    )
  }
  await Promise.all(visits)
} finally {
  clearInterval(samples)
  await application.stop()
}

const third = Math.floor(megabytes.length / 3)
const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const [second, last] = [average(megabytes.slice(third, 2 * third)), average(megabytes.slice(2 * third))]
const growth = last / second
console.log(
  `${done} sign-ins, ${failed} failed. Memory: ${second.toFixed(0)} MB, then ${last.toFixed(0)} MB, ${growth.toFixed(2)} times as much.`,
)
process.exitCode = failed > 0 || growth > MOST_GROWTH ? 1 : 0
