import type { Metadata } from 'next'
import { z } from 'zod'
import { activityOf, type Happening } from '@/lib/account/activity'
import { requireSession } from '@/lib/auth/guard'
import { activityPage as t } from '@/lib/copy'
import { dayOf, timeOf } from '@/lib/copy/format-date'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

const Before = z.iso.datetime().transform((given) => new Date(given))

/** What happened to the account, a page at a time. */
export default async function ActivityPage(props: PageProps<'/account/activity'>) {
  const session = await requireSession('/account/activity')
  const before = Before.safeParse((await props.searchParams).before).data
  const { happenings, older } = await activityOf(session.userId, before)
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <p className="quiet">
        {t.utc(timeOf(new Date()))} {t.notYou} <a href="/account/sessions">{t.toSessions}</a>
      </p>
      {happenings.length === 0 && <p>{t.nothing}</p>}
      {byDay(happenings).map(([day, ofDay]) => (
        <section key={day}>
          <h2>{day}</h2>
          <ol className="rows">
            {ofDay.map((happening, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is made on the server and never changes
              <Row key={at} {...happening} />
            ))}
          </ol>
        </section>
      ))}
      <p className="pages">
        {before && <a href="/account/activity">{t.newest}</a>}
        {older && <a href={`/account/activity?before=${older.toISOString()}`}>{t.older}</a>}
      </p>
    </>
  )
}

function Row({ at, what, device, network, newEmail }: Happening) {
  const where = [device, network].filter(Boolean).join(', ')
  return (
    <li className="happening">
      <time dateTime={at.toISOString()}>{timeOf(at)}</time>
      <div>
        {/* A newer version of us may have written down what this one has no words for. */}
        <p>{t.what[what] ?? t.somethingElse}</p>
        {newEmail && <p className="quiet address">{newEmail}</p>}
        {where && <p className="quiet">{where}</p>}
      </div>
    </li>
  )
}

function byDay(happenings: Happening[]): [day: string, Happening[]][] {
  const days = new Map<string, Happening[]>()
  for (const happening of happenings) {
    const day = dayOf(happening.at)
    days.set(day, [...(days.get(day) ?? []), happening])
  }
  return [...days]
}
