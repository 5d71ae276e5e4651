import { File } from '@/app/(signed-in)/dashboard/file'
import type { Copy } from '@/lib/copy'

/** What made this session, in order: the code, and the record that says why. */
const STEPS = [
  ['requested', 'lib/auth/store-request.ts', 'docs/decisions/0023-one-record-per-attempt.md'],
  ['emailed', 'lib/auth/deliver-link.ts', 'docs/decisions/0022-email-after-the-answer.md'],
  ['redeemed', 'lib/auth/session.ts', 'docs/decisions/0024-single-statements-redeem.md'],
  ['guarded', 'lib/auth/guard.ts', 'docs/security.md'],
] as const

/** How the visitor got here, for the developer who cloned this. */
export function Steps({ t }: { t: Copy['dashboard']['steps'] }) {
  return (
    <section>
      <h2>{t.title}</h2>
      <ol className="story">
        {STEPS.map(([step, file, record]) => (
          <li key={step}>
            <h3>{t[step].title}</h3>
            <p>{t[step].explain}</p>
            <File path={file} />
            <File path={record} />
          </li>
        ))}
      </ol>
    </section>
  )
}
