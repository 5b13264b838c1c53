import Directory

/// What has changed in a naming context since a cursor, told by DirSync (MS-ADTS section 3.1.1.3.4.1.3).
///
/// Without a cursor everything is told. The last page has a cursor; a reading that throws, or that ends before, has
/// delivered a part. An object that has left the filter is not told, one that was deleted only where it still matches.
public struct DirSyncReading: AsyncSequence, Sendable {
    /// A page of changes, or that there is none to be had.
    public typealias Element = ChangeStep<ChangePage>
    /// Why a reading is incomplete.
    public typealias Failure = LDAPError

    let connection: LDAPConnection
    let request: SearchRequest
    let cursor: ChangeCursor?
    let flags: DirSyncFlags
    let maximumBytes: Int
    let table: AttributeTable

    /// Starts the reading.
    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// Walks the pages.
    public struct Iterator: AsyncIteratorProtocol {
        /// How many pages without a change may follow one another before the server is taken to run in circles.
        private static let emptyPageLimit = 1000

        private let reading: DirSyncReading
        private var server: ServerIdentity?
        /// How far the server had counted before it was asked.
        private var count: Int64?
        private var cookie: [UInt8] = []
        private var emptyPages = 0
        private var deadline = SearchDeadline()
        private var ending = ReadingEnd()

        init(_ reading: DirSyncReading) { self.reading = reading }

        /// The next page, or nothing when the reading is complete.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(LDAPError) -> Element? {
            try await next()
        }

        /// The next page, or nothing when the reading is complete.
        public mutating func next() async throws(LDAPError) -> Element? {
            guard try ending.goesOn() else { return nil }
            do throws(LDAPError) {
                try deadline.check(reading.connection.endpoint)
                if let server { return .changes(try await page(server)) }
                return try await firstStep()
            } catch {
                ending.fail(with: error)
                throw error
            }
        }

        private mutating func firstStep() async throws(LDAPError) -> Element {
            let root = try await reading.connection.rootDSE()
            let server = try await reading.connection.serverIdentity(of: root)
            self.server = server
            count = root.highestCommittedUSN
            guard let cursor = reading.cursor else { return .changes(try await page(server)) }
            if let reason = cursor.objection(.dirSync, reading.request.base, server) { return refuse(reason) }
            // To a cookie of changes that it does not have any more a server answers that nothing has changed since.
            if let before = cursor.usn, let count, before > count {
                return refuse(.countWentBack(from: before, to: count))
            }
            cookie = Array(cursor.cookie)
            do throws(LDAPError) {
                return .changes(try await page(server))
            } catch {
                // The control is critical, and this is how servers say that they do not understand its cookie: had they
                // not understood the control, there would be no cursor.
                guard error.resultCode == .unavailableCriticalExtension else { throw error }
                return refuse(.cookieRefused)
            }
        }

        private mutating func refuse(_ reason: FullReadReason) -> Element {
            ending.complete()
            return .mustReadInFull(reason)
        }

        private mutating func page(_ server: ServerIdentity) async throws(LDAPError) -> ChangePage {
            let endpoint = reading.connection.endpoint
            let answer = try await reading.ask(cookie)
            let control = answer.controls.first { $0.oid == RequestControl.directorySynchronizationOID }
            guard let state = control?.value.flatMap({ DirSyncAnswer($0) }), !state.cookie.isEmpty else {
                throw LDAPError(
                    .protocolViolation,
                    "\(endpoint.url) answered without saying up to where it has told the changes.",
                    at: endpoint
                )
            }
            emptyPages = answer.entries.isEmpty ? emptyPages + 1 : 0
            if state.hasMore, state.cookie == cookie || emptyPages > Self.emptyPageLimit {
                throw LDAPError(
                    .protocolViolation,
                    "\(endpoint.url) says again and again that there are more changes and does not come further.",
                    at: endpoint
                )
            }
            cookie = state.cookie
            if !state.hasMore { ending.complete() }
            return ChangePage(
                changes: try DirectoryChange.read(answer.entries, table: reading.table, endpoint),
                referrals: answer.referrals,
                cursor: state.hasMore
                    ? nil
                    : ChangeCursor(
                        method: .dirSync,
                        context: reading.request.base,
                        server: server,
                        cookie: cookie,
                        usn: count
                    )
            )
        }
    }

    /// Asks for what comes after a cookie.
    private func ask(_ cookie: [UInt8]) async throws(LDAPError) -> FinishedOperation {
        let isIncremental = flags.contains(.incrementalValues)
        var request = request
        request.scope = .subtree
        request.pageSize = nil
        request.attributes = DirectoryChange.attributes(request.attributes)
        let others = request.controls
        request.controls.append(
            .directorySynchronization(cookie: cookie, flags: flags, maximumBytes: maximumBytes)
        )
        var answer = try await connection.fetch(request, cookie: [], table: table, readsRanges: !isIncremental)
        let seesDeleted = others.contains { $0.oid == RequestControl.showDeleted.oid }
        for (entry, ranges) in Dictionary(grouping: answer.ranges, by: \.entry) {
            answer.entries[entry] = try await connection.completed(
                answer.entries[entry],
                ranges.map(\.range),
                seesDeleted ? others : others + [.showDeleted],
                table: table
            )
        }
        return answer
    }
}
