import { health } from '@/lib/platform'

export const dynamic = 'force-dynamic'

/**
 * Whether each part responds: 200, or 503 and the part's name. Tells nothing that a stranger may
 * not know.
 */
export async function GET(): Promise<Response> {
  const parts = await health()
  return Response.json(parts, {
    status: Object.values(parts).every(Boolean) ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  })
}
