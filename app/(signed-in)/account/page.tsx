import { AccountDocument } from '@/app/(signed-in)/account/account-document'
import { Address } from '@/app/address'
import { titled } from '@/app/titled'
import { liveSessionsOf, RETENTION } from '@/lib/account'
import { requireSession } from '@/lib/auth'
import { copyForRequest } from '@/lib/http'
import { days } from '@/lib/platform'

export const generateMetadata = titled(({ account }) => account.title)

export default async function AccountPage() {
  const session = await requireSession('/account')
  const { length: devices } = await liveSessionsOf(session)
  const all = await copyForRequest()
  const t = all.account
  return (
    <AccountDocument t={all} account={session.userId} at="/account">
      <h1>{t.title}</h1>
      <p>{t.intro(<Address email={session.email} />)}</p>
      <ul className="rows">
        <Place href="/account/email" name={t.places.email} about={t.about.email} />
        <Place href="/account/sessions" name={t.places.sessions} about={t.about.sessions(devices)} />
        <Place
          href="/account/activity"
          name={t.places.activity}
          about={t.about.activity(RETENTION / days(1))}
        />
      </ul>
      <section id="data">
        <h2>{t.data}</h2>
        <p>{t.about.data}</p>
        <p>
          <a className="button secondary" href="/account/export">
            {t.download}
          </a>
        </p>
        <p className="quiet">
          <a href="/account/delete">{t.delete}</a>
        </p>
      </section>
    </AccountDocument>
  )
}

function Place({ href, name, about }: { href: string; name: string; about: string }) {
  return (
    <li>
      <a className="place" href={href}>
        <strong>{name}</strong>
        <span>{about}</span>
      </a>
    </li>
  )
}
