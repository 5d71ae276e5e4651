import { common as t } from '@/lib/copy'

/** "Keep me signed in", as `wantsRemember` reads it. */
export function RememberMe({ isTicked }: { isTicked: boolean }) {
  return (
    <>
      <input type="hidden" name="remember" value="no" />
      <label className="choice">
        <input type="checkbox" name="remember" value="yes" defaultChecked={isTicked} />
        {t.keepSignedIn}
      </label>
    </>
  )
}
