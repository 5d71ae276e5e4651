import 'server-only'
import { CHALLENGE_LIFETIME, challengesOf } from '@/lib/auth/magic-link'
import { dataExport as t } from '@/lib/copy'
import { db } from '@/lib/platform/db'

/**
 * Everything that we hold about a person, ready for JSON, with word of what is left out and why. Columns are named one by
 * one, so that none gets out unasked; a test sees to it that none is forgotten.
 *
 * @throws when the database or Redis can't be reached: half an export would pass for a whole one.
 */
export async function exportOf({ userId, email }: { userId: string; email: string }) {
  const [{ sessions, knownBrowsers, events, addressChanges, ...user }, blockedAddress, challenges] =
    await Promise.all([readUser(userId), readBlock(email), challengesOf(email)])
  return {
    about: t.about,
    exportedAt: new Date(),
    user,
    sessions,
    knownBrowsers,
    events,
    addressChanges,
    blockedAddress,
    signInLinks: challenges.map(({ createdAt, device, next }) => ({
      askedAt: new Date(createdAt),
      goodUntil: new Date(createdAt + CHALLENGE_LIFETIME),
      device,
      leadsTo: next,
    })),
    leftOut: t.leftOut,
  }
}

const readUser = (id: string) =>
  db().user.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      email: true,
      createdAt: true,
      disabledAt: true,
      sessions: {
        select: {
          id: true,
          keep: true,
          device: true,
          network: true,
          isNewBrowser: true,
          createdAt: true,
          lastSeenAt: true,
          endedAt: true,
          endReason: true,
        },
        orderBy: { createdAt: 'asc' },
      },
      knownBrowsers: {
        select: { firstSeenAt: true, lastSeenAt: true },
        orderBy: { firstSeenAt: 'asc' },
      },
      events: {
        select: { id: true, at: true, kind: true, detail: true, device: true, network: true },
        orderBy: { at: 'asc' },
      },
      addressChanges: {
        select: {
          id: true,
          sessionId: true,
          oldEmail: true,
          newEmail: true,
          device: true,
          network: true,
          createdAt: true,
          confirmedAt: true,
          stoppedAt: true,
        },
        orderBy: { createdAt: 'asc' },
      },
    },
  })

const readBlock = (email: string) =>
  db().blockedAddress.findUnique({ where: { email }, select: { reason: true, createdAt: true } })
