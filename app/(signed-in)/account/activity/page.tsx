import type { Metadata } from 'next'
import { z } from 'zod'
import { type ActivityItem, readActivity } from '@/lib/account'
import { requireSession } from '@/lib/auth'
import { formatDay, formatTime, activityPage as t } from '@/lib/copy'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

const Before = z.iso.datetime().transform((given) => new Date(given))

/** What happened to the account, a page at a time. */
export default async function ActivityPage(props: PageProps<'/account/activity'>) {
  const session = await requireSession('/account/activity')
  const before = Before.safeParse((await props.searchParams).before).data
  const { items, older } = await readActivity(session.userId, before)
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <p className="quiet">
        {t.utc(formatTime(new Date()))} {t.notYou} <a href="/account/sessions">{t.toSessions}</a>
      </p>
      {items.length === 0 && <p>{t.nothing}</p>}
      {byDay(items).map(([day, ofDay]) => (
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

function Row({ at, type, device, network, newEmail }: ActivityItem) {
  const where = [device, network].filter(Boolean).join(', ')
  return (
    <li className="happening">
      <time dateTime={at.toISOString()}>{formatTime(at)}</time>
      <div>
        {/* A newer version may have recorded what this one has no words for. */}
        <p>{t.types[type] ?? t.somethingElse}</p>
        {newEmail && <p className="quiet address">{newEmail}</p>}
        {where && <p className="quiet">{where}</p>}
      </div>
    </li>
  )
}

function byDay(items: ActivityItem[]): [day: string, ActivityItem[]][] {
  const days = new Map<string, ActivityItem[]>()
  for (const happening of items) {
    const day = formatDay(happening.at)
    days.set(day, [...(days.get(day) ?? []), happening])
  }
  return [...days]
}
