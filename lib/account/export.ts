import 'server-only'
import type { Copy } from '@/lib/copy'
import { db } from '@/lib/platform/db'

/**
 * Everything that we hold about a person, ready for JSON, with what is left out and why. Columns
 * are named one by one, so that none gets out unasked; a test checks that none is forgotten.
 *
 * @param copy what explains it, in the visitor's language
 * @throws when the database can't be reached.
 */
export async function exportOf(
  { userId, email }: { userId: string; email: string },
  { dataExport: t }: Pick<Copy, 'dataExport'>,
) {
  const [{ sessions, events, emailChanges, ...user }, suppression] = await Promise.all([
    readUser(userId),
    readSuppression(email),
  ])
  return {
    about: t.about,
    exportedAt: new Date(),
    user,
    sessions,
    events,
    emailChanges,
    suppression,
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
          remember: true,
          device: true,
          network: true,
          language: true,
          isNewDevice: true,
          notifiedAt: true,
          createdAt: true,
          lastSeenAt: true,
          endedAt: true,
          endReason: true,
        },
        orderBy: { createdAt: 'asc' },
      },
      events: {
        select: { id: true, at: true, type: true, detail: true, device: true, network: true },
        orderBy: { at: 'asc' },
      },
      emailChanges: {
        select: {
          id: true,
          sessionId: true,
          oldEmail: true,
          newEmail: true,
          device: true,
          network: true,
          createdAt: true,
          sentAt: true,
          failedAt: true,
          confirmedAt: true,
          canceledAt: true,
        },
        orderBy: { createdAt: 'asc' },
      },
    },
  })

const readSuppression = (email: string) =>
  db().suppression.findUnique({ where: { email }, select: { reason: true, createdAt: true, until: true } })
