import { type Copy, copyIn, LANGUAGES } from '@/lib/copy'

/** Each language by its own name, at the end of every page. A button, because it changes a cookie. */
export function LanguageChoice({ current }: { current: Copy['language'] }) {
  return (
    <footer>
      <form className="languages" method="post" action="/language" aria-label={current.choose}>
        {LANGUAGES.map((code) => {
          const { name, direction } = copyIn(code).language
          return (
            <button
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
