/**
 * Whether a form came from the second page of a link. Some mail scanners press the first button on
 * the page that a link opens: they get another page, and nothing happens.
 */
export const isSecondStep = (form: FormData) => form.get('confirm') === 'yes'

/** The form on that second page. Nothing is stored in between, and no script is needed. */
export function SecondStep({ explain, submit }: { explain: string; submit: string }) {
  return (
    <form method="post">
      <p>{explain}</p>
      <input type="hidden" name="confirm" value="yes" />
      <button type="submit">{submit}</button>
    </form>
  )
}
