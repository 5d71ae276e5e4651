import { writeFileSync } from 'node:fs'
import { startNaiveWorld } from './naive/world'
import { listOutages } from './outages'
import { Tally } from './report'
import { guessedCodes, impatience, oneRightCode } from './scenarios/codes'
import { firstSignIns } from './scenarios/first-sign-ins'
import { killedAsks, killedClaims } from './scenarios/kills'
import { limitOfAddress, limitOfAll, limitOfClient } from './scenarios/limits'
import { lostAnswers } from './scenarios/lost-answers'
import { meetOutage } from './scenarios/outages'
import { claims } from './scenarios/redemptions'
import { tableHead, tableRow } from './table'
import { startWorld } from './world'

// npm run test:faults: several instances of the production build over one Redis and one database, with everything going
// wrong around them. `--short` is what npm test runs. Ends with 1 if anything was lost, doubled or let through, or if the
// naive versions weren't caught at it.

const short = process.argv.includes('--short')
const rounds = (few: number, many: number) => (short ? few : many)
const report: { name: string; ok: boolean }[] = []

const begun = performance.now()
const world = await startWorld(short ? 2 : 3)
console.log(tableHead())
try {
  await show(claims(world, rounds(2, 20)))
  await show(firstSignIns(world, rounds(2, 10)))
  await show(guessedCodes(world, rounds(1, 3)))
  await show(oneRightCode(world, rounds(3, 10)))
  await show(limitOfAddress(world, rounds(1, 3)))
  await show(limitOfClient(world, rounds(1, 3)))
  await show(limitOfAll(rounds(1, 3)))
  await show(lostAnswers(world, rounds(1, 2), 'redis'))
  await show(lostAnswers(world, rounds(1, 2), 'mail'))
  await outages()
  await show(killedClaims(world, rounds(3, 27)))
  await show(killedAsks(world, rounds(1, 8)))
} finally {
  await world.close()
}
await naive()

const failed = report.filter(({ ok }) => !ok)
console.log(`\n${report.length - failed.length} passed, ${failed.length} failed, in ${seconds()}`)
// scripts/test.ts counts by it.
const { CHAOS_JSON_OUTPUT_FILE } = process.env
if (CHAOS_JSON_OUTPUT_FILE) writeFileSync(CHAOS_JSON_OUTPUT_FILE, JSON.stringify(report))
process.exitCode = failed.length > 0 ? 1 : 0

async function show(round: Promise<Tally>) {
  const tally = await round
  report.push({ name: tally.name, ok: tally.ok })
  console.log(tableRow(tally))
}

async function outages() {
  const { list, close } = await listOutages(short)
  try {
    for (const outage of list) await show(meetOutage(world, rounds(1, 2), outage))
    await show(impatience(world, rounds(1, 3)))
  } finally {
    await close()
  }
}

/** The same rounds against code that does it wrong. */
async function naive() {
  const naive = await startNaiveWorld(2)
  try {
    await show(claims(naive, rounds(3, 5), new Tally('naive: GET, then DEL', true)))
    await show(firstSignIns(naive, rounds(2, 3), new Tally('naive: look for the user, then insert', true)))
    await show(limitOfAddress(naive, rounds(1, 2), new Tally('naive: count, then check', true)))
  } finally {
    await naive.close()
  }
}

function seconds() {
  return `${((performance.now() - begun) / 1000).toFixed(0)} s`
}
