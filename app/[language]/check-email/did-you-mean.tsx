import { Address } from '@/app/address'
import { checkEmail as t } from '@/lib/copy'

/**
 * Suggests a corrected address, and leads to the form with it filled in. It sends nothing by itself:
 * the suggestion may name a stranger. The form finds the address in the attempt, not in the URL.
 */
export function DidYouMean({ email }: { email: string }) {
  return (
    <div className="hint">
      <p>{t.didYouMean(<Address email={email} />)}</p>
      <p>
        <a className="button secondary" href="/?suggested">
          {t.correctAddress}
        </a>
      </p>
    </div>
  )
}
