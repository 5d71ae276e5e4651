declare module 'fengari' {
  type State = { readonly lua: unique symbol }
  type LuaString = Uint8Array

  export const lua: {
    LUA_OK: 0
    LUA_TNIL: 0
    LUA_TBOOLEAN: 1
    LUA_TNUMBER: 3
    LUA_TSTRING: 4
    LUA_TTABLE: 5
    lua_createtable(state: State, array: number, record: number): void
    lua_error(state: State): never
    lua_getfield(state: State, index: number, name: LuaString): number
    lua_gettop(state: State): number
    lua_pcall(state: State, args: number, results: number, handler: number): number
    lua_pop(state: State, count: number): void
    lua_pushboolean(state: State, value: boolean): void
    lua_pushcfunction(state: State, call: (state: State) => number): void
    lua_pushnumber(state: State, value: number): void
    lua_pushstring(state: State, value: LuaString): void
    lua_pushvalue(state: State, index: number): void
    lua_rawgeti(state: State, index: number, at: number): number
    lua_rawseti(state: State, index: number, at: number): void
    lua_setfield(state: State, index: number, name: LuaString): void
    lua_setglobal(state: State, name: LuaString): void
    lua_settop(state: State, index: number): void
    lua_toboolean(state: State, index: number): boolean
    lua_tonumber(state: State, index: number): number
    lua_tostring(state: State, index: number): LuaString | null
    lua_type(state: State, index: number): number
  }
  export const lauxlib: {
    luaL_loadbuffer(state: State, code: LuaString, size: null, name: LuaString): number
    luaL_newstate(): State
    luaL_requiref(state: State, name: LuaString, open: (state: State) => number, global: number): void
  }
  export const lualib: Record<
    'luaopen_base' | 'luaopen_table' | 'luaopen_string' | 'luaopen_math',
    (state: State) => number
  >
}
