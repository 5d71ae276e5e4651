import 'server-only'
import { timeLeft, timesOf } from '@/lib/auth/session-lifetime'
import { isActive } from '@/lib/email/suppression'
import { db } from '@/lib/platform/db'

// What operators see of accounts with `npm run users`.

export type ListedUser = {
  email: string
  since: Date
  /** Undefined if no session is left to tell. */
  seenAt?: Date
  liveSessions: number
  disabledAt?: Date
}

/**
 * Users in the order of their addresses, which is indexed: a page costs the same among ten of them
 * as among a million.
 * @param page.after the address after which the page begins
 * @returns `next` is the `after` of the next page, if there is one
 */
export async function listUsers(page: {
  after?: string
  limit: number
}): Promise<{ users: ListedUser[]; next?: string }> {
  const found = await db().user.findMany({
    where: { email: { gt: page.after ?? '' } },
    orderBy: { email: 'asc' },
    take: page.limit + 1,
    include: { sessions: { select: { createdAt: true, lastSeenAt: true, remember: true, endedAt: true } } },
  })
  const users = found.slice(0, page.limit).map(({ email, createdAt, disabledAt, sessions }) => ({
    email,
    since: createdAt,
    seenAt: latest(sessions.map(({ lastSeenAt }) => lastSeenAt)),
    liveSessions: disabledAt ? 0 : sessions.filter(isLive).length,
    disabledAt: disabledAt ?? undefined,
  }))
  return { users, next: found.length > page.limit ? users.at(-1)?.email : undefined }
}

export type ShownUser = {
  id: string
  email: string
  since: Date
  disabledAt?: Date
  /** On the suppression list: no email goes there, until then or until it's lifted. */
  suppressed?: { reason: string; since: Date; until?: Date }
  /** Live ones, the newest first. */
  sessions: { device: string; network: string; since: Date; seenAt: Date }[]
  /** The last ten, the newest first. */
  events: { at: Date; type: string; detail?: string }[]
}

/** Everything that operators may know of one user; undefined if no user has that address. */
export async function findUser(email: string): Promise<ShownUser | undefined> {
  const [user, suppression] = await Promise.all([
    db().user.findUnique({
      where: { email },
      include: {
        sessions: { where: { endedAt: null }, orderBy: { createdAt: 'desc' } },
        events: { orderBy: { at: 'desc' }, take: 10 },
      },
    }),
    db().suppression.findUnique({ where: { email } }),
  ])
  if (!user) return undefined
  return {
    id: user.id,
    email,
    since: user.createdAt,
    disabledAt: user.disabledAt ?? undefined,
    suppressed: suppression && isActive(suppression) ? toSuppressed(suppression) : undefined,
    sessions: (user.disabledAt ? [] : user.sessions.filter(isLive)).map(
      ({ device, network, createdAt, lastSeenAt }) => ({
        device,
        network,
        since: createdAt,
        seenAt: lastSeenAt,
      }),
    ),
    events: user.events.map(({ at, type, detail }) => ({ at, type, detail: detail ?? undefined })),
  }
}

const toSuppressed = ({
  reason,
  createdAt,
  until,
}: {
  reason: string
  createdAt: Date
  until: Date | null
}) => ({
  reason,
  since: createdAt,
  until: until ?? undefined,
})

type Row = { createdAt: Date; lastSeenAt: Date; remember: boolean; endedAt: Date | null }

const isLive = (row: Row) => !row.endedAt && timeLeft(timesOf(row)) > 0

const latest = (dates: Date[]) =>
  dates.reduce<Date | undefined>((last, date) => (last && last > date ? last : date), undefined)
