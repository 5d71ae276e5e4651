import { writeFileSync } from 'node:fs'
import { startNaiveWorld } from './naive/world'
import { listOutages } from './outages'
import { Report } from './report'
import { guessedCodes, impatience, oneRightCode } from './scenarios/codes'
import { freshProcesses, rollingRestarts } from './scenarios/deploys'
import { firstSignIns } from './scenarios/first-sign-ins'
import { killedRedemptions, killedRequests, killedSends } from './scenarios/kills'
import { limitOfAddress, limitOfAll, limitOfClient } from './scenarios/limits'
import { lostAnswers } from './scenarios/lost-answers'
import { meetOutage, type Outage } from './scenarios/outages'
import { redemptions } from './scenarios/redemptions'
import { toldToStop } from './scenarios/stops'
import { tableHead, tableRow } from './table'
import { startWorld, type World } from './world'

// npm run test:chaos: several instances of the production build over one Redis and one database, while everything around
// them goes wrong. `--short` is what npm test runs; `--rounds=N` only repeats the race for one link, and
// `--deploys` what a deploy or a serverless host does. Exits with 1 if
// anything was lost, doubled or let through, or if the naive versions weren't caught.

const short = process.argv.includes('--short')
const only = process.argv.map((word) => /^--rounds=(\d+)$/.exec(word)?.[1]).find(Boolean)
const rounds = (few: number, many: number) => (short ? few : many)
const reports: { name: string; ok: boolean }[] = []

const begun = performance.now()
console.log(tableHead())
if (process.argv.includes('--deploys')) await deploys()
else if (only) await redemptionsOnly(Number(only))
else await everything()

const failed = reports.filter(({ ok }) => !ok)
console.log(`\n${reports.length - failed.length} passed, ${failed.length} failed, in ${seconds()}`)
// scripts/test.ts counts by it.
const { CHAOS_JSON_OUTPUT_FILE } = process.env
if (CHAOS_JSON_OUTPUT_FILE) writeFileSync(CHAOS_JSON_OUTPUT_FILE, JSON.stringify(reports))
process.exitCode = failed.length > 0 ? 1 : 0

async function redemptionsOnly(n: number) {
  const world = await startWorld(2)
  try {
    await show(redemptions(world, n))
  } finally {
    await world.close()
  }
}

async function everything() {
  // Two, each with its own proxies: while an outage makes one wait, the other goes on.
  const [world, other] = await Promise.all([startWorld(short ? 2 : 3), startWorld(2)])
  try {
    await races(world)
    const { list, close } = await listOutages(short)
    try {
      const through = (part: 'redis' | 'resend') => list.filter((outage) => outage.part === part)
      const isAlone = ({ part }: Outage) => part === 'writing'
      const ofDatabase = list.filter((outage) => outage.part === 'database')
      await Promise.all([
        outages(world, through('redis')).then(() => kills(world)),
        outages(other, [...ofDatabase, ...through('resend')]),
      ])
      // A locked database is locked for all, and how long a reader waits must not depend on the load.
      await outages(world, list.filter(isAlone))
      await show(impatience(world, rounds(1, 3)))
    } finally {
      await close()
    }
  } finally {
    await Promise.all([world.close(), other.close()])
  }
  await deploys()
  await naive()
}

async function deploys() {
  const world = await startWorld(1)
  try {
    await show(toldToStop(world))
  } finally {
    await world.close()
  }
  await show(freshProcesses(rounds(3, 12)))
  await show(rollingRestarts(3, rounds(2, 6)))
}

async function show(scenario: Promise<Report>) {
  const report = await scenario
  reports.push({ name: report.name, ok: report.ok })
  console.log(tableRow(report))
}

/** One at a time: each keeps the machine busy. */
async function races(world: World) {
  await show(redemptions(world, rounds(2, 20)))
  await show(firstSignIns(world, rounds(2, 10)))
  await show(guessedCodes(world, rounds(1, 3)))
  await show(oneRightCode(world, rounds(3, 10)))
  await show(limitOfAddress(world, rounds(1, 3)))
  await show(limitOfClient(world, rounds(1, 3)))
  await show(limitOfAll(rounds(1, 3)))
  await show(lostAnswers(world, rounds(1, 2), 'redis'))
  await show(lostAnswers(world, rounds(1, 2), 'resend'))
}

async function outages(through: World, list: Outage[]) {
  for (const outage of list) await show(meetOutage(through, rounds(1, 2), outage))
}

async function kills(world: World) {
  await show(killedRedemptions(world, rounds(3, 27)))
  await show(killedRequests(world, rounds(1, 8)))
  await show(killedSends(world, rounds(2, 8)))
}

/** The same scenarios against code that does it wrong. */
async function naive() {
  const naive = await startNaiveWorld(2)
  try {
    await show(redemptions(naive, rounds(3, 5), new Report('naive: GET, then DEL', true)))
    await show(firstSignIns(naive, rounds(2, 3), new Report('naive: look for the user, then insert', true)))
    await show(limitOfAddress(naive, rounds(1, 2), new Report('naive: count, then check', true)))
  } finally {
    await naive.close()
  }
}

function seconds() {
  return `${((performance.now() - begun) / 1000).toFixed(0)} s`
}
