import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { startSecondInstance, startStandalone } from '../../support/second-instance'
import { Browser, freshAddress } from '../browser'
import { newestEmail } from '../emails'
import { Report } from '../report'
import { enters, leadsIn, openForm, requestLink, typeAddress } from '../steps'
import { startVictim, type Victim } from '../victim'
import { account, type World } from '../world'

/** What Next's exit code is when it has finished: 128 and the signal. If it was killed, there is none. */
const FINISHED = 143

/**
 * SIGTERM, as hosts send it before they kill. Under way are a sign-in and an email whose request was
 * answered, and a browser has a connection open that it hasn't used.
 */
export async function toldToStop(world: World): Promise<Report> {
  const report = new Report('SIGTERM, with a sign-in and an email under way')
  for (const start of [startSecondInstance, startStandalone]) {
    const victim = await startVictim(start)
    const via = victim.instance.origin
    try {
      const unused = connect(Number(new URL(via).port), 'localhost')
      await once(unused, 'connect')
      const enter = await arrivingVisitor(world, victim)
      const receive = await waitingVisitor(world, victim)

      const stopped = victim.instance.stop()
      await untilRefused(via)
      victim.resend.release()
      victim.redis.release()
      await Promise.all([enter(report), receive(report)])
      report.expect((await stopped) === FINISHED, `${start.name}: it had to be killed`)
    } finally {
      await victim.instance.kill()
      await Promise.all([victim.resend.close(), victim.redis.close()])
    }
    report.rounds++
  }
  return report
}

/** The email of this visitor is held on its way to the provider, which then loses the connection. */
async function waitingVisitor(world: World, { instance, resend }: Victim) {
  const [browser, address] = [new Browser(), freshAddress()]
  const form = await openForm(browser, world.via(0))
  resend.misbehave((n) => (n === 0 ? 'hold' : undefined))
  const held = resend.held()
  await typeAddress(browser, instance.origin, form, address)
  await held
  return async (report: Report) => {
    const { path } = await newestEmail(address)
    if (!(await enters(browser, world.via(0), path, address))) report.isLost(`the email to ${address}`)
    await account(world, report, address, { sessions: 1, users: 1, emails: 1 })
  }
}

/** The link of this visitor is held on its way to Redis. */
async function arrivingVisitor(world: World, { instance, redis }: Victim) {
  const { browser, address, email } = await requestLink(world.via(0))
  redis.misbehave((n) => (n === 0 ? 'hold' : undefined))
  const held = redis.held()
  const answer = browser.open(instance.origin, email.path)
  await held
  return async (report: Report) => {
    if (!(await leadsIn(browser, world.via(0), await answer, address))) report.isLost(address)
    await account(world, report, address, { sessions: 1, users: 1, emails: 1 })
  }
}

async function untilRefused(origin: string) {
  const { port } = new URL(origin)
  for (const deadline = Date.now() + 5_000; Date.now() < deadline; await wait(10)) {
    const socket = connect(Number(port), 'localhost')
    const refused = await once(socket, 'connect').then(
      () => false,
      () => true,
    )
    socket.destroy()
    if (refused) return
  }
  throw new Error('An instance that was told to stop goes on.')
}
