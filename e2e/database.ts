import { type Client, createClient } from '@libsql/client'
import { environment } from './environment'

export type SessionRow = { id: string; attemptId: string; ended: boolean }

/**
 * Looks into the application's database: what tests know of it is a promise of the design. They write to it only to let
 * time pass.
 */
export class Database {
  readonly #client: Client = createClient({ url: environment.databaseUrl, timeout: 5000 })

  /** The ids of all users with that address. */
  async usersOf(address: string): Promise<string[]> {
    const found = await this.#client.execute({ sql: 'SELECT id FROM User WHERE email = ?', args: [address] })
    return found.rows.map((row) => String(row.id))
  }

  /** All sessions that were ever made for that address, oldest first. */
  async sessionsOf(address: string): Promise<SessionRow[]> {
    const found = await this.#client.execute({
      sql: `SELECT s.id, s.attemptId, s.endedAt FROM Session s JOIN User u ON u.id = s.userId
            WHERE u.email = ? ORDER BY s.createdAt`,
      args: [address],
    })
    return found.rows.map((row) => ({
      id: String(row.id),
      attemptId: String(row.attemptId),
      ended: row.endedAt !== null,
    }))
  }

  /** Makes the sign-ins of all sessions of that address older by so many milliseconds. */
  async ageSessionsOf(address: string, milliseconds: number): Promise<void> {
    const found = await this.#client.execute({
      sql: 'SELECT s.id, s.createdAt FROM Session s JOIN User u ON u.id = s.userId WHERE u.email = ?',
      args: [address],
    })
    for (const { id, createdAt } of found.rows) {
      const at = asStored(new Date(String(createdAt)).getTime() - milliseconds)
      await this.#client.execute({
        sql: 'UPDATE Session SET createdAt = ? WHERE id = ?',
        args: [at, String(id)],
      })
    }
  }

  /** What many months of use leave behind: so many wrong codes, a minute apart, the last one an hour ago. */
  async addWrongCodes(address: string, many: number): Promise<void> {
    for (let n = 0; n < many; n++) {
      await this.#client.execute({
        sql: `INSERT INTO Event (id, userId, at, kind)
              SELECT hex(randomblob(11)), id, ?, 'wrong-code' FROM User WHERE email = ?`,
        args: [asStored(Date.now() - (60 + n) * 60_000), address],
      })
    }
  }

  close(): void {
    this.#client.close()
  }
}

// As Prisma's adapter writes it.
const asStored = (time: number) => new Date(time).toISOString().replace('Z', '+00:00')
