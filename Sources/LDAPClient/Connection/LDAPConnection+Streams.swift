import Directory

extension LDAPConnection {
    /// Sends a search whose answer is handed out as it comes; one at a time, since all of a connection waits while nobody
    /// takes the parts.
    func stream(_ request: SearchRequest, table: AttributeTable) throws(LDAPError) -> AnswerStream {
        let (code, identifier) = try send(request, cookie: [])
        try sent(code, "the search")
        let operation = PendingOperation(
            name: "the search",
            deadline: nil,
            decoder: EntryDecoder(table: table),
            entryLimit: .max,
            isStreamed: true
        )
        operations[identifier] = operation
        streams[identifier] = operation
        updateInterest()
        return AnswerStream(connection: self, identifier: identifier)
    }

    /// Waits for parts of an answer, without a deadline where the server may be silent for as long as it likes.
    func parts(of identifier: Int32, isPatient: Bool) async throws(LDAPError) -> AnswerBatch {
        if Task.isCancelled { abandon(identifier) }
        guard let operation = streams[identifier] else {
            throw LDAPError(.library, "\(endpoint.url): the answer has been read to its end.", at: endpoint)
        }
        guard operation.streamed.waiter == nil else {
            throw LDAPError(.library, "\(endpoint.url): two tasks read one answer.", at: endpoint)
        }
        let result: Result<AnswerBatch, LDAPError>
        if let ready = operation.streamed.take() {
            result = ready
            updateInterest()
        } else {
            operation.deadline = isPatient ? nil : .now + endpoint.timeouts.operation
            result = await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    streams[identifier]?.streamed.waiter = continuation
                    if Task.isCancelled { abandon(identifier) } else { pump() }
                }
            } onCancel: {
                Task { await self.abandon(identifier) }
            }
        }
        switch result {
        case .success(let batch) where batch.end == nil: break
        default: streams[identifier] = nil
        }
        return try result.get()
    }

    /// Forgets an answer that nobody will ask for again.
    func endStream(_ identifier: Int32) {
        abandon(identifier)
        streams[identifier] = nil
    }

    /// Whether nothing may be read for now: the parts that have come must be taken first.
    ///
    /// With other requests under way reading goes on, so that one who is slow does not stop the others.
    var isHeldBack: Bool {
        guard !streams.isEmpty else { return false }
        return operations.values.allSatisfy { $0.isStreamed && $0.streamed.isFull }
    }

    /// Hands out what has come to those who wait for it.
    func deliverParts() {
        for operation in streams.values where operation.streamed.deliver() { operation.deadline = nil }
    }
}
