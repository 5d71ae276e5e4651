import { z } from 'zod'
import { copy, titled } from '@/app/copy'
import { type ActivityItem, RETENTION, readActivity } from '@/lib/account'
import { requireSession } from '@/lib/auth'
import type { Copy } from '@/lib/copy'
import { days } from '@/lib/platform'

export const generateMetadata = titled(({ activityPage }) => activityPage.title)

const Before = z.iso.datetime().transform((given) => new Date(given))

/** What happened to the account, a page at a time. */
export default async function ActivityPage(props: PageProps<'/[language]/account/activity'>) {
  const all = await copy()
  const [t, words] = [all.activityPage, all.language.words]
  const session = await requireSession('/account/activity')
  const before = Before.safeParse((await props.searchParams).before).data
  const { items, older } = await readActivity(session.userId, before)
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.intro(RETENTION / days(1))}</p>
      <p className="quiet">
        {t.utc(words.time(new Date()))} {t.notYou} <a href="/account/sessions">{t.toSessions}</a>
      </p>
      {items.length === 0 && <p>{t.nothing}</p>}
      {groupByDay(items, words.day).map(([day, ofDay]) => (
        <section key={day}>
          <h2>{day}</h2>
          <ol className="rows">
            {ofDay.map((item, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the server makes the list, once
              <Row key={at} copy={all} item={item} />
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

function Row({ copy, item }: { copy: Copy; item: ActivityItem }) {
  const { activityPage: t, language } = copy
  const { at, type, device, network, newEmail } = item
  const where = [device, network].filter(Boolean).join(', ')
  return (
    <li className="happening">
      <time dateTime={at.toISOString()}>{language.words.time(at)}</time>
      <div>
        {/* A newer version may have recorded a type that this one doesn't know. */}
        <p>{t.types[type] ?? t.somethingElse}</p>
        {newEmail && <p className="quiet address">{newEmail}</p>}
        {where && <p className="quiet">{where}</p>}
      </div>
    </li>
  )
}

function groupByDay(items: ActivityItem[], dayOf: (at: Date) => string): [string, ActivityItem[]][] {
  const byDay = new Map<string, ActivityItem[]>()
  for (const item of items) {
    const day = dayOf(item.at)
    byDay.set(day, [...(byDay.get(day) ?? []), item])
  }
  return [...byDay]
}
