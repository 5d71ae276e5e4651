import 'server-only'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { sealedCookie } from '@/lib/platform/sealed-cookie'
import { minutes } from '@/lib/platform/time'

/** What somebody had typed into a form that first wants a fresh sign-in. In their browser alone, and sealed. */
const cookie = sealedCookie({
  name: 'kept-form',
  purpose: 'kept form cookie',
  contents: z.object({ userId: z.string(), path: z.string(), fields: z.record(z.string(), z.string()) }),
  lifetime: minutes(30),
})

/** Longer than any field of ours: what doesn't fit into a cookie is not kept. */
const LONGEST = 500

/** Keeps a form's fields for when its user visits the page again. For actions. */
export async function keepForm(
  of: { userId: string; path: string },
  fields: Record<string, string>,
): Promise<void> {
  const short = Object.fromEntries(
    Object.entries(fields).map(([name, text]) => [name, text.slice(0, LONGEST)]),
  )
  ;(await cookies()).set(await cookie.seal({ userId: of.userId, path: of.path, fields: short }))
}

/** The fields that were kept for that user's form at `path`. */
export async function keptForm({
  userId,
  path,
}: {
  userId: string
  path: string
}): Promise<Record<string, string>> {
  const kept = await cookie.unseal((await cookies()).get(cookie.name())?.value)
  return kept?.path === path && kept.userId === userId ? kept.fields : {}
}

/** Forgets what was kept. For actions. */
export async function forgetKeptForm(): Promise<void> {
  ;(await cookies()).set(cookie.cleared())
}
