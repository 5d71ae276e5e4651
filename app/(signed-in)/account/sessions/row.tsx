import { useId } from 'react'
import { endOne } from '@/app/(signed-in)/account/sessions/actions'
import { signOut } from '@/app/(signed-in)/actions'
import { SubmitButton } from '@/app/submit-button'
import type { ListedSession } from '@/lib/account/sessions'
import { moment } from '@/lib/moment'
import { sessionsPage as t } from '@/lib/texts'
import { minutes } from '@/lib/time'

/** One session, with its button. Made on the server alone, so that the times are the server's everywhere. */
export function SessionRow({ session }: { session: ListedSession }) {
  const { id, isThis, device, network, createdAt, seenAt, endsAt } = session
  const name = useId()
  return (
    <li className="session">
      <h2 id={name}>
        {device} {isThis && <span className="badge">{t.thisOne}</span>}
      </h2>
      <form action={isThis ? signOut : endOne}>
        <input type="hidden" name="session" value={id} />
        <SubmitButton label={t.end} working={t.ending} className="plain" describedBy={name} />
      </form>
      <p>
        {isThis ? t.inUse : <time dateTime={seenAt.toISOString()}>{t.lastUsed(minutesSince(seenAt))}</time>}
        {network && `, ${t.from(network)}`}
      </p>
      <p>
        {t.since} <time dateTime={createdAt.toISOString()}>{moment(createdAt)}</time>
      </p>
      {endsAt && (
        <p>
          {t.short} <time dateTime={endsAt.toISOString()}>{moment(endsAt)}</time>
        </p>
      )}
    </li>
  )
}

const minutesSince = (at: Date) => Math.floor((Date.now() - at.getTime()) / minutes(1))
