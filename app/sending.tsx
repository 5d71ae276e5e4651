import { Refresh } from '@/app/refresh'
import { seconds } from '@/lib/platform'

/** While an email is on its way to the provider: the page asks again until it is known. */
export function Sending() {
  return (
    <>
      <Refresh every={seconds(1.5)} />
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
    </>
  )
}
