/** "Keep me signed in", as `wantsRemember` reads it. */
export function RememberMe({ label, isTicked }: { label: string; isTicked: boolean }) {
  return (
    <>
      <input type="hidden" name="remember" value="no" />
      <label className="choice">
        <input type="checkbox" name="remember" value="yes" defaultChecked={isTicked} />
        {label}
      </label>
    </>
  )
}
