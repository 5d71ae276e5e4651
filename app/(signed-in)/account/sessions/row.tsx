import { useId } from 'react'
import { endOne } from '@/app/(signed-in)/account/sessions/actions'
import { signOut } from '@/app/(signed-in)/actions'
import { SubmitButton } from '@/app/submit-button'
import type { ListedSession } from '@/lib/account/sessions'
import { sessionsPage as t } from '@/lib/copy'
import { moment } from '@/lib/copy/format-date'
import { minutes } from '@/lib/platform/time'

/** One session, with its button. Made on the server alone, so that the times are the server's everywhere. */
export function SessionRow({ session }: { session: ListedSession }) {
  const { id, isThis, device, network, createdAt, seenAt, endsAt } = session
  const name = useId()
  return (
    <li className="session">
      <h2 id={name}>
        {device} {isThis && <span className="badge">{t.thisOne}</span>}{' '}
        {endsAt && <span className="badge">{t.notKept}</span>}
      </h2>
      <form action={isThis ? signOut : endOne}>
        <input type="hidden" name="session" value={id} />
        <SubmitButton label={t.end} working={t.ending} className="plain" describedBy={name} />
      </form>
      <p>
        {isThis ? t.inUse : <time dateTime={seenAt.toISOString()}>{t.lastUsed(minutesSince(seenAt))}</time>}
      </p>
      <p>
        {t.since} <Moment at={createdAt} />
      </p>
      {endsAt && (
        <p>
          {t.endsBy} <Moment at={endsAt} />
        </p>
      )}
      {network && <p>{t.from(network)}</p>}
    </li>
  )
}

const Moment = ({ at }: { at: Date }) => <time dateTime={at.toISOString()}>{moment(at)}</time>

const minutesSince = (at: Date) => Math.floor((Date.now() - at.getTime()) / minutes(1))
