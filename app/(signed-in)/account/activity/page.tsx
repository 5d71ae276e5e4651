import { z } from 'zod'
import { AccountDocument } from '@/app/(signed-in)/account/account-document'
import { Moment } from '@/app/moment'
import { timeZone } from '@/app/time-zone'
import { titled } from '@/app/titled'
import { ACTIVITY_FILTERS, type ActivityItem, RETENTION, readActivity } from '@/lib/account'
import { requireSession } from '@/lib/auth'
import { type Copy, deviceIn, networkIn } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'
import { days } from '@/lib/platform'

export const generateMetadata = titled(({ activityPage }) => activityPage.title)

const PATH = '/account/activity'

const Query = z.object({
  before: z.iso
    .datetime()
    .transform((given) => new Date(given))
    .optional()
    .catch(undefined),
  show: z.enum(ACTIVITY_FILTERS).optional().catch(undefined),
})

/** What happened to the account, or a part of it, a page at a time. */
export default async function ActivityPage(props: PageProps<'/account/activity'>) {
  const all = await copyForRequest()
  const [t, words] = [all.activityPage, all.language.words]
  const session = await requireSession(PATH)
  const { before, show } = Query.parse(await props.searchParams)
  const { items, older } = await readActivity(session.userId, { before, filter: show })
  const zone = await timeZone()
  return (
    <AccountDocument t={all} account={session.userId} at={PATH}>
      <h1>{t.title}</h1>
      <p>{t.intro(RETENTION / days(1))}</p>
      <p className="quiet">
        {!zone && t.utc(words.time(new Date()))} {t.notYou} <a href="/account/sessions">{t.toSessions}</a>
      </p>
      <Filters t={t.filter} shown={show} />
      {items.length === 0 && <p>{t.nothing}</p>}
      {groupByDay(items, (at) => words.day(at, zone)).map(([day, ofDay]) => (
        <section key={day}>
          <h2>{day}</h2>
          <ol className="rows">
            {ofDay.map((item, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the server makes the list, once
              <Row key={at} copy={all} item={item} zone={zone} />
            ))}
          </ol>
        </section>
      ))}
      <p className="pages">
        {before && <a href={pathOf(show)}>{t.newest}</a>}
        {older && <a href={pathOf(show, older)}>{t.older}</a>}
      </p>
    </AccountDocument>
  )
}

function pathOf(show: string | undefined, before?: Date): string {
  const query = new URLSearchParams({
    ...(show && { show }),
    ...(before && { before: before.toISOString() }),
  })
  return query.size > 0 ? `${PATH}?${query}` : PATH
}

function Filters({ t, shown }: { t: Copy['activityPage']['filter']; shown: string | undefined }) {
  return (
    <nav className="filters" aria-label={t.label}>
      <a href={PATH} aria-current={shown ? undefined : 'true'}>
        {t.all}
      </a>
      {ACTIVITY_FILTERS.map((filter) => (
        <a key={filter} href={pathOf(filter)} aria-current={shown === filter ? 'true' : undefined}>
          {t[filter]}
        </a>
      ))}
    </nav>
  )
}

function Row({ copy, item, zone }: { copy: Copy; item: ActivityItem; zone: string | undefined }) {
  const { activityPage: t, language } = copy
  const { at, type, device, network, newEmail } = item
  const where = [device && deviceIn(copy, device), network && networkIn(copy, network)]
    .filter(Boolean)
    .join(', ')
  return (
    <li className="happening">
      <Moment at={at} copy={copy} zone={zone}>
        {language.words.time(at, zone)}
      </Moment>
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
