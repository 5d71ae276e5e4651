import 'server-only'
import { z } from 'zod'
import { sealedCookie } from '@/lib/platform/sealed-cookie'
import { days } from '@/lib/platform/time'

/** The last address that signed in from this browser, offered by the form. It proves nothing. */
export const lastEmailCookie = sealedCookie({
  name: 'last-email',
  purpose: 'last email cookie',
  contents: z.object({ email: z.string() }),
  lifetime: days(180),
})
