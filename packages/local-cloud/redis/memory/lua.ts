import { RedisError } from '../redis'
import type { Value } from './command'
import { argument, bytes, lauxlib, lua, lualib, pull, push, type State } from './lua-values'

/** Runs a command for redis.call and redis.pcall. */
export type Call = (name: string, args: string[]) => Value

/** A script, compiled, at the bottom of a state of its own. `host.call` is what it calls now. */
type Compiled = { state: State; host: { call: Call } }

/** Compiling takes several times as long as running, and an application has few scripts. */
const compiled = new Map<string, Compiled>()
const MOST_COMPILED = 100

/** Runs a Lua script as Redis does. Throws a RedisError when it can't be compiled. */
export function runScript(script: string, keys: string[], args: string[], call: Call): Value {
  const { state, host } = compiled.get(script) ?? compile(script)
  host.call = call
  setLists(state, keys, args)
  lua.lua_pushvalue(state, 1)
  const failed = lua.lua_pcall(state, 0, 1, 0) !== lua.LUA_OK
  const value = pull(state, -1)
  lua.lua_settop(state, 1)
  if (!failed) return value
  return value instanceof RedisError ? value : new RedisError(`ERR ${String(value)}`)
}

function compile(script: string): Compiled {
  const host = { call: (): Value => null } as { call: Call }
  const state = open(host)
  if (lauxlib.luaL_loadbuffer(state, bytes(script), null, bytes('@user_script')) !== lua.LUA_OK) {
    throw new RedisError(`ERR Error compiling script (new function): ${String(pull(state, -1))}`)
  }
  if (compiled.size === MOST_COMPILED) compiled.clear()
  compiled.set(script, { state, host })
  return { state, host }
}

function open(host: { call: Call }): State {
  const state = lauxlib.luaL_newstate()
  for (const [name, library] of Object.entries({
    _G: lualib.luaopen_base,
    table: lualib.luaopen_table,
    string: lualib.luaopen_string,
    math: lualib.luaopen_math,
  })) {
    lauxlib.luaL_requiref(state, bytes(name), library, 1)
    lua.lua_pop(state, 1)
  }
  lua.lua_createtable(state, 0, 4)
  provide(state, 'call', (name, ...rest) => {
    const value = host.call(String(name).toUpperCase(), rest)
    if (value instanceof RedisError) throw value
    return value
  })
  provide(state, 'pcall', (name, ...rest) => host.call(String(name).toUpperCase(), rest))
  lua.lua_setglobal(state, bytes('redis'))
  // Before PRELUDE, which makes new globals an error.
  setLists(state, [], [])
  lauxlib.luaL_loadbuffer(state, bytes(PRELUDE), null, bytes('@prelude'))
  lua.lua_pcall(state, 0, 0, 0)
  return state
}

function setLists(state: State, keys: string[], args: string[]): void {
  for (const [name, list] of Object.entries({ KEYS: keys, ARGV: args })) {
    push(state, list)
    lua.lua_setglobal(state, bytes(name))
  }
}

/** Adds a function to the table on top of the stack. What it throws becomes a Lua error. */
function provide(state: State, name: string, run: (...args: string[]) => Value): void {
  lua.lua_pushcfunction(state, (inner) => {
    let value: Value
    let failed = false
    try {
      value = run(...Array.from({ length: lua.lua_gettop(inner) }, (_, i) => argument(inner, i + 1)))
    } catch (error) {
      if (!(error instanceof RedisError)) throw error
      value = error
      failed = true
    }
    push(inner, value)
    return failed ? lua.lua_error(inner) : 1
  })
  lua.lua_setfield(state, -2, bytes(name))
}

// What Lua 5.1 as Redis runs it has more or less than Lua 5.3.
const PRELUDE = `
  unpack = table.unpack
  local tonumber_, floor, ceil = tonumber, math.floor, math.ceil
  tonumber = function(...) local n = tonumber_(...) return n and n + 0.0 end
  math.floor = function(n) return floor(n) + 0.0 end
  math.ceil = function(n) return ceil(n) + 0.0 end
  dofile, loadfile, print, require = nil, nil, nil, nil
  redis.error_reply = function(text) return { err = text:find(' ') and text or 'ERR ' .. text } end
  redis.status_reply = function(text) return { ok = text } end
  setmetatable(_G, {
    __index = function(_, name) error("Script attempted to access nonexistent global variable '" .. name .. "'", 2) end,
    __newindex = function(_, name) error('Attempt to modify a readonly table', 2) end,
  })
`
