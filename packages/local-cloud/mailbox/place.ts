export const VIEWS = ['html', 'text', 'headers', 'source'] as const
export type View = (typeof VIEWS)[number]

/** What the address of a page says beyond the mail: it goes along with every link, so that nothing is lost on the way. */
export type Place = { q?: string; view?: View; width?: 'phone' }

export function parsePlace(parameters: URLSearchParams): Place {
  return {
    q: parameters.get('q')?.trim() || undefined,
    view: VIEWS.find((view) => view === parameters.get('view')),
    width: parameters.get('width') === 'phone' ? 'phone' : undefined,
  }
}

export function href(path: string, place: Place): string {
  const given = Object.entries(place).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(given).toString()
  return query ? `${path}?${query}` : path
}
