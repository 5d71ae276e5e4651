import { Address } from '@/app/address'
import type { Copy } from '@/lib/copy'

/**
 * Suggests a corrected address, and leads to the form with it filled in. It sends nothing by itself:
 * the suggestion may name a stranger. The form finds the address in the attempt, not in the URL.
 */
export function DidYouMean({ email, t }: { email: string; t: Copy['checkEmail'] }) {
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
