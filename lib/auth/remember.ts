/**
 * Whether "Keep me signed in" was left ticked. An unticked box sends nothing, so a hidden field
 * before it says no.
 * @param byDefault for a form without the box
 */
export function wantsRemember(form: FormData, byDefault = true): boolean {
  const last = form.getAll('remember').at(-1)
  return last === undefined ? byDefault : last !== 'no'
}
