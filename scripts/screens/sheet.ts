import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One page of all pictures in a folder: a row for each page or state, with its languages and looks. */
export function writeSheet(folder: string): void {
  const names = readdirSync(folder).filter((name) => name.endsWith('.png'))
  const titles = [...new Set(names.map((name) => name.split('.')[0]))].sort()
  const body = titles.map((title) => {
    const row = names.filter((name) => name.startsWith(`${title}.`)).sort()
    return `<h2>${title}</h2>\n<div>${row.map(picture).join('')}</div>`
  })
  writeFileSync(join(folder, 'index.html'), `${HEAD}\n${body.join('\n')}\n`)
}

const picture = (name: string) => {
  const about = name.split('.').slice(1, -1).join(', ')
  return `<figure><a href="${name}"><img src="${name}" alt="${about}" loading="lazy"></a><figcaption>${about}</figcaption></figure>`
}

const HEAD = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Screens</title>
<style>
  body { margin: 2rem; font: 1rem/1.5 system-ui, sans-serif; background: #eee; color: #111 }
  div { display: flex; gap: 1rem; overflow-x: auto; align-items: start }
  figure { margin: 0; flex: none }
  img { height: 24rem; border: 1px solid #bbb }
</style>`
