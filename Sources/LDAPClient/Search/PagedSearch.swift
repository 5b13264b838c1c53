public import Directory

/// The pages of a search, one after another; an iteration asks for the next only when it is wanted.
///
/// An iteration that ends has delivered everything. One that throws is incomplete, whatever came before.
public struct PagedSearch: AsyncSequence, Sendable {
    /// A page.
    public typealias Element = SearchPage
    /// Why a search is incomplete.
    public typealias Failure = LDAPError

    let connection: LDAPConnection
    let request: SearchRequest
    let table: AttributeTable

    /// Starts the search.
    public func makeAsyncIterator() -> Iterator { Iterator(connection: connection, request: request, table: table) }

    /// All entries at once, for searches that are known to be small.
    public func collect() async throws(LDAPError) -> [PackedEntry] {
        var entries: [PackedEntry] = []
        var iterator = makeAsyncIterator()
        while let page = try await iterator.next() { entries += page.entries }
        return entries
    }

    /// Hands out page after page, and gives the proof that it was all; throws where it was not, or where the body does.
    ///
    /// While the body has a page the server is asked for the next one: neither waits for the other, and there are two pages in
    /// memory.
    public func deliver(_ body: (SearchPage) async throws -> Void) async throws -> CompleteSearch {
        var iterator = makeAsyncIterator()
        var page = try await iterator.next()
        while let current = page {
            let reached = iterator
            async let following = Self.next(after: reached)
            try await body(current)
            (iterator, page) = try await following
        }
        switch iterator.end {
        case .complete(let proof): return proof
        case .incomplete(let error): throw error
        case nil: throw LDAPError(.library, "The search has not ended.", at: connection.endpoint)
        }
    }

    private static func next(after iterator: Iterator) async throws(LDAPError) -> (Iterator, SearchPage?) {
        var iterator = iterator
        let page = try await iterator.next()
        return (iterator, page)
    }

    /// Walks the pages.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        /// How many pages without an entry may follow one another before the server is taken to run in circles.
        private static let emptyPageLimit = 1000

        private let connection: LDAPConnection
        private let request: SearchRequest
        private let table: AttributeTable
        private var cookie: [UInt8] = []
        private var emptyPages = 0
        private var entries = 0
        /// How the search ended; nothing while it goes on.
        public private(set) var end: SearchEnd?
        private var deadline = SearchDeadline()

        init(connection: LDAPConnection, request: SearchRequest, table: AttributeTable) {
            self.connection = connection
            self.request = request
            self.table = table
        }

        /// The next page, or nothing when the search is complete.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(LDAPError) -> SearchPage? {
            try await next()
        }

        /// The next page, or nothing when the search is complete; a search that has failed fails again.
        public mutating func next() async throws(LDAPError) -> SearchPage? {
            switch end {
            case .complete: return nil
            case .incomplete(let error): throw error
            case nil: break
            }
            let answer: SearchAnswer
            do throws(LDAPError) {
                try deadline.check(connection.endpoint)
                answer = try await connection.page(request, cookie: cookie, table: table)
            } catch {
                end = .incomplete(error)
                throw error
            }
            entries += answer.page.entries.count
            emptyPages = answer.page.entries.isEmpty ? emptyPages + 1 : 0
            if answer.cookie.isEmpty {
                end = .complete(CompleteSearch(base: request.base, entries: entries))
            } else if emptyPages > Self.emptyPageLimit || (answer.page.entries.isEmpty && answer.cookie == cookie) {
                let error = LDAPError(
                    .protocolViolation,
                    "The server keeps sending pages without entries; the search was given up.",
                    at: connection.endpoint
                )
                end = .incomplete(error)
                throw error
            }
            cookie = answer.cookie
            return answer.page
        }
    }
}
