import { useId } from 'react'
import { revokeOne } from '@/app/(signed-in)/account/sessions/actions'
import { DeviceIcon } from '@/app/(signed-in)/account/sessions/device-icon'
import { signOut } from '@/app/(signed-in)/actions'
import { ForAccount } from '@/app/(signed-in)/for-account'
import { Moment } from '@/app/moment'
import { ActionForm } from '@/app/submission'
import { SubmitButton } from '@/app/submit-button'
import type { ListedSession } from '@/lib/account'
import { type Copy, deviceIn, networkIn } from '@/lib/copy'

/** One session, with its button. Rendered on the server, so that the times are the server's. */
export function SessionRow(props: { copy: Copy; session: ListedSession; account: string; zone?: string }) {
  const { copy, session, account, zone } = props
  const t = copy.sessionsPage
  const { id, isThis, device, network, createdAt, seenAt, endsAt } = session
  const name = useId()
  const when = { copy, zone }
  return (
    <li className="session">
      <DeviceIcon device={device} />
      <h2 id={name}>
        {deviceIn(copy, device)} {isThis && <span className="badge">{t.thisOne}</span>}{' '}
        {endsAt && <span className="badge">{t.temporary}</span>}
      </h2>
      <ActionForm action={isThis ? signOut : revokeOne}>
        <ForAccount id={account} />
        <input type="hidden" name="session" value={id} />
        <SubmitButton label={t.end} working={t.ending} className="plain" describedBy={name} />
      </ActionForm>
      {isThis ? (
        <p className="active">{t.inUse}</p>
      ) : (
        <p>
          <Moment at={seenAt} {...when}>
            {t.lastUsed(seenAt)}
          </Moment>
        </p>
      )}
      <p>{t.since(<Moment at={createdAt} {...when} />)}</p>
      {endsAt && <p>{t.expires(<Moment at={endsAt} {...when} />)}</p>}
      {network && <p>{t.from(networkIn(copy, network))}</p>}
    </li>
  )
}
