import { type Copy, copyIn, LANGUAGES } from '@/lib/copy'

/**
 * Each language by its own name, at the end of every page. A button, because it changes a cookie.
 * @param props.typedIn the id of a form of the page: what was typed into it goes along, and stays
 */
export function LanguageChoice({ current, typedIn }: { current: Copy['language']; typedIn?: string }) {
  const along = typedIn && {
    form: typedIn,
    formAction: '/language',
    formMethod: 'post',
    formNoValidate: true,
  }
  return (
    <footer>
      <form className="languages" method="post" action="/language" aria-label={current.choose}>
        {LANGUAGES.map((code) => {
          const { name, direction } = copyIn(code).language
          return (
            <button
              {...along}
              key={code}
              type="submit"
              name="language"
              value={code}
              lang={code}
              dir={direction}
              aria-current={code === current.code ? 'true' : undefined}
            >
              {name}
            </button>
          )
        })}
      </form>
    </footer>
  )
}
