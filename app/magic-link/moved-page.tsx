import { Address } from '@/app/address'
import { documentResponse } from '@/app/document'
import type { OpenedLink } from '@/lib/auth'
import type { Copy } from '@/lib/copy'

/** The address's account has another address now. The link was not spent, and signs no one in. */
export function movedPage(copy: Copy, { email, move }: Extract<OpenedLink, { outcome: 'moved' }>) {
  const t = copy.linkPage.moved
  return documentResponse(
    copy,
    400,
    t.title,
    <>
      <p>{t.explain(<Address email={email} />)}</p>
      <p>{t.wasYou}</p>
      <p>{t.notYou}</p>
      <p>
        <a className="button" href={move.undoUrl}>
          {t.undo}
        </a>
      </p>
      <p className="quiet">{t.newAccount(copy.language.words.dateTime(move.until))}</p>
    </>,
  )
}
