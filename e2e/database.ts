import { type Client, createClient } from '@libsql/client'
import { environment } from './environment'

export type SessionRow = { id: string; attemptId: string; ended: boolean }

// As Prisma writes it.
const EARLIER = `createdAt = strftime('%Y-%m-%dT%H:%M:%f+00:00', createdAt, ?)`
const by = (milliseconds: number) => `-${milliseconds / 1000} seconds`

/** Looks into the application's database. Tests only read it, and let time pass: what they know of it is a promise of the design. */
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

  /** Lets time pass for the sign-ins of that address. */
  async ageSession(address: string, milliseconds: number): Promise<void> {
    const sql = `UPDATE Session SET ${EARLIER} WHERE userId = (SELECT id FROM User WHERE email = ?)`
    await this.#client.execute({ sql, args: [by(milliseconds), address] })
  }

  /** Lets time pass for the changes to that address. */
  async ageChange(newAddress: string, milliseconds: number): Promise<void> {
    const sql = `UPDATE AddressChange SET ${EARLIER} WHERE newEmail = ?`
    await this.#client.execute({ sql, args: [by(milliseconds), newAddress] })
  }

  close(): void {
    this.#client.close()
  }
}
