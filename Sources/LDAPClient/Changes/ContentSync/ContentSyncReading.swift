import Directory

/// What has changed since a cursor, told by content synchronization (RFC 4533).
///
/// First comes the refresh, whose phases say what has become of entries that they do not mention; then, where it was
/// asked for, what happens from now on, until the task is cancelled. A reading that throws has delivered a part: no
/// deletion may be concluded from a refresh without `SyncEvent.refreshEnded`. Without a cursor the server takes the reader
/// to have nothing: what is known from before has to be put aside first.
public struct ContentSyncReading: AsyncSequence, Sendable {
    /// A batch, or that there is none to be had.
    public typealias Element = ChangeStep<SyncBatch>
    /// Why a reading is incomplete.
    public typealias Failure = LDAPError

    let connection: LDAPConnection
    let request: SearchRequest
    let cursor: ChangeCursor?
    let persists: Bool
    let table: AttributeTable

    /// Starts the reading.
    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// Walks the batches.
    public struct Iterator: AsyncIteratorProtocol {
        private let reading: ContentSyncReading
        private var stream: AnswerStream?
        private var deadline = SearchDeadline()
        private var isLive = false
        private var ending = ReadingEnd()

        init(_ reading: ContentSyncReading) { self.reading = reading }

        /// The next batch, or nothing when the reading is complete.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(LDAPError) -> Element? {
            try await next()
        }

        /// The next batch, or nothing when the reading is complete.
        public mutating func next() async throws(LDAPError) -> Element? {
            guard try ending.goesOn() else { return nil }
            do throws(LDAPError) {
                let stream: AnswerStream
                if let open = self.stream {
                    stream = open
                } else {
                    let context = reading.request.base
                    if let reason = reading.cursor?.objection(.syncRepl, context, nil) { return refuse(reason) }
                    stream = try await reading.open()
                    self.stream = stream
                }
                return .changes(try await batch(stream))
            } catch {
                if let reason = reading.refusal(error) { return refuse(reason) }
                end()
                ending.fail(with: error)
                throw error
            }
        }

        private mutating func batch(_ stream: AnswerStream) async throws(LDAPError) -> SyncBatch {
            let endpoint = reading.connection.endpoint
            if !isLive { try deadline.check(endpoint) }
            let answer = try await stream.next(isPatient: isLive)
            var interpreter = SyncInterpreter(isLive: isLive, endpoint: endpoint)
            for part in answer.parts { try interpreter.take(part) }
            if let end = answer.end {
                try interpreter.finish(end.controls)
                self.end()
            }
            isLive = interpreter.isLive
            return SyncBatch(
                events: interpreter.events,
                referrals: interpreter.referrals,
                cursor: interpreter.cookie.map {
                    ChangeCursor(method: .syncRepl, context: reading.request.base, server: nil, cookie: $0)
                }
            )
        }

        private mutating func refuse(_ reason: FullReadReason) -> Element {
            end()
            return .mustReadInFull(reason)
        }

        private mutating func end() {
            ending.complete()
            stream = nil
        }
    }

    /// Why a server that fails so cannot tell what has changed; nothing where it may another time.
    private func refusal(_ error: LDAPError) -> FullReadReason? {
        if error.resultCode == .syncRefreshRequired { return .refreshRequired }
        // Without a cursor it is a server that never could.
        guard cursor != nil else { return nil }
        // So slapd answers to a cookie of changes that it does not have any more.
        if error.resultCode == .unwillingToPerform { return .cookieRefused }
        return error.resultCode == .unavailableCriticalExtension ? .notTold : nil
    }

    private func open() async throws(LDAPError) -> AnswerStream {
        var request = request
        request.pageSize = nil
        request.controls.append(
            .contentSynchronization(cookie: cursor.map { Array($0.cookie) }, persists: persists)
        )
        return try await connection.stream(request, table: table)
    }
}
