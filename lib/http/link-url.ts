import 'server-only'
import type { LinkPath } from '@/lib/http/link-paths'
import { env } from '@/lib/platform/env'

/** The URL that an email links to. Its origin comes from APP_URL, never from a request. */
export const linkUrl = (path: LinkPath, token: string) => `${env().appUrl}/${path}/${token}`
