import { brand } from '@/lib/brand'

/** The mark, in the color of the text beside it. It's a picture of the name, so it isn't read out. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="32" height="32" fill="currentColor" aria-hidden="true">
      <path d={brand.mark} />
    </svg>
  )
}
