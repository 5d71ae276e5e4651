import type { Metadata } from 'next'
import { z } from 'zod'
import { type ActivityItem, RETENTION, readActivity } from '@/lib/account'
import { requireSession } from '@/lib/auth'
import { formatDay, formatTime, activityPage as t } from '@/lib/copy'
import { days } from '@/lib/platform'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

const Before = z.iso.datetime().transform((given) => new Date(given))

/** What happened to the account, a page at a time. */
export default async function ActivityPage(props: PageProps<'/[language]/account/activity'>) {
  const session = await requireSession('/account/activity')
  const before = Before.safeParse((await props.searchParams).before).data
  const { items, older } = await readActivity(session.userId, before)
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro(RETENTION / days(1))}</p>
      <p className="quiet">
        {t.utc(formatTime(new Date()))} {t.notYou} <a href="/account/sessions">{t.toSessions}</a>
      </p>
      {items.length === 0 && <p>{t.nothing}</p>}
      {groupByDay(items).map(([day, ofDay]) => (
        <section key={day}>
          <h2>{day}</h2>
          <ol className="rows">
            {ofDay.map((item, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the server makes the list, once
              <Row key={at} {...item} />
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
        {/* A newer version may have recorded a type that this one doesn't know. */}
        <p>{t.types[type] ?? t.somethingElse}</p>
        {newEmail && <p className="quiet address">{newEmail}</p>}
        {where && <p className="quiet">{where}</p>}
      </div>
    </li>
  )
}

function groupByDay(items: ActivityItem[]): [day: string, ActivityItem[]][] {
  const byDay = new Map<string, ActivityItem[]>()
  for (const item of items) {
    const day = formatDay(item.at)
    byDay.set(day, [...(byDay.get(day) ?? []), item])
  }
  return [...byDay]
}
