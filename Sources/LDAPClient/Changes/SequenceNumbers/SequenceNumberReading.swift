import Directory

/// What has changed since a cursor, found by the number of each object's last change (MS-ADTS section 3.1.1.1.9).
///
/// Without a cursor every object is told that is there; with one, every object that has changed, and every one that was
/// deleted, whatever it was. An object that has left the filter is not told.
/// The cursor is the server's count from before the search, so that an object may be told twice and none is missed. The
/// last page has the cursor and no change; a reading that throws, or that ends before, has delivered a part.
public struct SequenceNumberReading: AsyncSequence, Sendable {
    /// A page of changes, or that there is none to be had.
    public typealias Element = ChangeStep<ChangePage>
    /// Why a reading is incomplete.
    public typealias Failure = LDAPError

    let connection: LDAPConnection
    let request: SearchRequest
    let cursor: ChangeCursor?
    let table: AttributeTable

    /// Starts the reading.
    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// Walks the pages.
    public struct Iterator: AsyncIteratorProtocol {
        private let reading: SequenceNumberReading
        private var pages: PagedSearch.Iterator?
        private var cursor: ChangeCursor?
        private var ending = ReadingEnd()

        init(_ reading: SequenceNumberReading) { self.reading = reading }

        /// The next page, or nothing when the reading is complete.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(LDAPError) -> Element? {
            try await next()
        }

        /// The next page, or nothing when the reading is complete.
        public mutating func next() async throws(LDAPError) -> Element? {
            guard try ending.goesOn() else { return nil }
            do throws(LDAPError) {
                if pages == nil {
                    let start = try await SequenceNumberStart.look(reading.connection, reading.request.base)
                    if let reason = reading.cursor.flatMap(start.objection) {
                        ending.complete()
                        return .mustReadInFull(reason)
                    }
                    if reading.cursor != nil { try await start.requireDeletedObjects(reading.connection) }
                    cursor = start.cursor
                    pages = reading.connection.search(reading.changed, table: reading.table).makeAsyncIterator()
                }
                return .changes(try await page())
            } catch {
                ending.fail(with: error)
                throw error
            }
        }

        private mutating func page() async throws(LDAPError) -> ChangePage {
            guard let page = try await pages?.next() else {
                ending.complete()
                return ChangePage(changes: [], referrals: [], cursor: cursor)
            }
            let endpoint = reading.connection.endpoint
            return ChangePage(
                changes: try DirectoryChange.read(page.entries, table: reading.table, endpoint),
                referrals: page.referrals,
                cursor: nil
            )
        }
    }

    /// The search for what has changed.
    private var changed: SearchRequest {
        var request = request
        request.scope = .subtree
        request.attributes = DirectoryChange.attributes(request.attributes)
        request.pageSize = request.pageSize ?? 500
        guard let usn = cursor?.usn else { return request }
        request.filter = .all([
            .atLeast("uSNChanged", Array(String(usn).utf8)),
            // A deleted object has lost most attributes, perhaps those that the filter asks about.
            .any([request.filter, .equal("isDeleted", text: "TRUE")]),
        ])
        if !request.controls.contains(where: { $0.oid == RequestControl.showDeleted.oid }) {
            request.controls.append(.showDeleted)
        }
        return request
    }
}
