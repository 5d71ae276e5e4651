import 'server-only'
import { z } from 'zod'
import { sealedCookie } from '@/lib/platform/sealed-cookie'
import { days } from '@/lib/platform/time'

/** The last address that signed in from this browser, to be offered by the form. Holds nothing else, proves nothing. */
export const rememberedCookie = sealedCookie({
  name: 'remembered',
  purpose: 'remembered cookie',
  contents: z.object({ email: z.string() }),
  lifetime: days(180),
})
