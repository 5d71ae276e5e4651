import 'server-only'
import { z } from 'zod'
import { sealedCookie } from '@/lib/sealed-cookie'
import { days } from '@/lib/time'

/**
 * The last address that signed in from this browser, to be offered by the form. Proves that much and nothing more: the
 * limits count a browser that holds it apart, by `id` (see `byAddress`).
 */
export const rememberedCookie = sealedCookie({
  name: 'remembered',
  purpose: 'remembered cookie',
  contents: z.object({ email: z.string(), id: z.string().length(22) }),
  lifetime: days(180),
})
