import { common as t } from '@/lib/copy'

/** "Keep me signed in", as `wantsToBeKept` reads it. */
export function KeepSignedIn({ isTicked = true }: { isTicked?: boolean }) {
  return (
    <>
      <input type="hidden" name="keep" value="no" />
      <label className="choice">
        <input type="checkbox" name="keep" value="yes" defaultChecked={isTicked} />
        {t.keepSignedIn}
      </label>
    </>
  )
}
