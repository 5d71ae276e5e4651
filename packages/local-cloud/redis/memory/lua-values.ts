import { createRequire } from 'node:module'
import type * as Fengari from 'fengari'
import { RedisError } from '../redis'
import { Status, type Value } from './command'

// Redis speaks Lua 5.1, where every number is a float that prints without ".0". Fengari is Lua 5.3
// with 32-bit integers, which milliseconds overflow: this switch and PRELUDE keep numbers floats.
// What stays different is arithmetic on whole literals above 2^31. The switch is read when the
// module loads, hence no plain import.
process.env.FENGARICONF ??= JSON.stringify({ LUA_COMPAT_FLOATSTRING: true })
export const { lua, lauxlib, lualib } = createRequire(import.meta.url)('fengari') as typeof Fengari

export type State = ReturnType<typeof lauxlib.luaL_newstate>

export function argument(state: State, index: number): string {
  const text = lua.lua_tostring(state, index)
  if (text) return Buffer.from(text).toString('latin1')
  throw new RedisError('ERR Lua redis lib command arguments must be strings or integers')
}

/** Redis' reply as a Lua value: null is false, a status or an error is a table. */
export function push(state: State, value: Value): void {
  if (value === null) lua.lua_pushboolean(state, false)
  else if (typeof value === 'number') lua.lua_pushnumber(state, value)
  else if (typeof value === 'string') lua.lua_pushstring(state, bytes(value))
  else if (Array.isArray(value)) {
    lua.lua_createtable(state, value.length, 0)
    for (const [i, item] of value.entries()) {
      push(state, item)
      lua.lua_rawseti(state, -2, i + 1)
    }
  } else {
    lua.lua_createtable(state, 0, 1)
    const [field, text] = value instanceof Status ? ['ok', value.text] : ['err', value.message]
    lua.lua_pushstring(state, bytes(text))
    lua.lua_setfield(state, -2, bytes(field))
  }
}

/** A Lua value as Redis' reply: numbers lose their fraction, a table ends at its first nil. */
export function pull(state: State, index: number): Value {
  switch (lua.lua_type(state, index)) {
    case lua.LUA_TNUMBER:
      return Math.trunc(lua.lua_tonumber(state, index))
    case lua.LUA_TSTRING:
      return argument(state, index)
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(state, index) ? 1 : null
    case lua.LUA_TTABLE:
      return pullTable(state)
    default:
      return null
  }
}

function pullTable(state: State): Value {
  const error = field(state, 'err')
  if (error !== undefined) return new RedisError(error)
  const status = field(state, 'ok')
  if (status !== undefined) return new Status(status)
  const list: Value[] = []
  for (let i = 1; lua.lua_rawgeti(state, -1, i) !== lua.LUA_TNIL; i++) {
    list.push(pull(state, -1))
    lua.lua_pop(state, 1)
  }
  lua.lua_pop(state, 1)
  return list
}

function field(state: State, name: string): string | undefined {
  const found = lua.lua_getfield(state, -1, bytes(name)) === lua.LUA_TSTRING
  const text = found ? argument(state, -1) : undefined
  lua.lua_pop(state, 1)
  return text
}

export function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'))
}
