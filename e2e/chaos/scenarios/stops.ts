import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { startSecondInstance, startStandalone } from '../../support/second-instance'
import { Browser, freshAddress } from '../browser'
import { newestEmail } from '../emails'
import { Report } from '../report'
import { enters, leadsTo, openForm } from '../steps'
import { account, type World } from '../world'

/** What Next's exit code is when it has finished: 128 and the signal. If it was killed, there is none. */
const FINISHED = 143

/**
 * SIGTERM, as hosts send it before they kill: half of a form has arrived, and a browser has a connection open
 * that it hasn't used. The form is answered, and then its email is sent.
 */
export async function toldToStop(world: World): Promise<Report> {
  const report = new Report('SIGTERM, with half of a form under way')
  for (const start of [startSecondInstance, startStandalone]) {
    const [instance, browser, address] = [await start(), new Browser(), freshAddress()]
    try {
      const unused = connect(Number(new URL(instance.origin).port), 'localhost')
      unused.on('error', () => {})
      await once(unused, 'connect')

      const form = await openForm(browser, world.via(0))
      let stopped: Promise<number | null> | undefined
      const answer = await browser.submit(
        instance.origin,
        form,
        'name="email"',
        { email: address },
        async () => {
          stopped = instance.stop()
          await untilRefused(instance.origin)
        },
      )
      report.expect(leadsTo('/check-email')(answer), `${start.name}: answered ${answer.status}`)
      report.expect((await stopped) === FINISHED, `${start.name}: it had to be killed`)
      const { path } = await newestEmail(address)
      if (!(await enters(browser, world.via(0), path, address))) report.isLost(address)
      await account(world, report, address, { sessions: 1, users: 1, emails: 1 })
    } finally {
      await instance.kill()
    }
    report.rounds++
  }
  return report
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
