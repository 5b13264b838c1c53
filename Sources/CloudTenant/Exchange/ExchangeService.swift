import Directory

/// The batch API: exports in batches, what became of them, and what workspaces show of a tenant that is not theirs.
struct ExchangeService {
    let tenant: Tenant

    /// The longest time that the clock is moved on at once: a year.
    private static let longestWait: Int64 = 366 * 86_400

    /// Answers a request; `path` is what stands behind the version.
    func reply(to request: TenantRequest, _ path: [String]) async throws -> TenantReply {
        switch (request.method, path.first, path.count) {
        case ("POST", "exports"?, 1): return try await export(try ExportBatch(reading: request.body))
        case ("POST", "operations"?, 1): return .response(try await settle(request.body))
        case ("POST", "clock"?, 1): return .response(try await wait(request.body))
        case ("GET", "state"?, 1):
            return .response(.json(try ExchangeText.encode(try await tenant.summary())))
        case ("GET", "objects"?, 1): return .response(try await objects(request))
        case ("GET", "objects"?, 2): return .response(try await object(path[1]))
        case ("GET", "cloud"?, 1): return .response(try await cloud(request))
        case ("POST", "lookups"?, 1): return .response(try await LookupService(tenant: tenant).find(request.body))
        case ("POST", "rehearsals"?, 1):
            let batch = try ExportBatch(reading: request.body)
            return .response(try await LookupService(tenant: tenant).rehearse(batch))
        case (_, "synced"?, 1): return .response(try await SyncedService(tenant: tenant).response(to: request))
        case (_, "exports"?, _), (_, "operations"?, _), (_, "clock"?, _), (_, "state"?, _), (_, "objects"?, _),
            (_, "lookups"?, _), (_, "rehearsals"?, _), (_, "cloud"?, _):
            throw ServiceError(405, "Request_BadRequest", "\(request.method) has no meaning here.")
        default: throw ServiceError.missing(path.joined(separator: "/"))
        }
    }

    /// Answers a request to version 2, which has packed exports and nothing else.
    func packedReply(to request: TenantRequest, _ path: [String]) async throws -> TenantReply {
        guard path == ["exports"] else { throw ServiceError.missing(path.joined(separator: "/")) }
        guard request.method == "POST" else {
            throw ServiceError(405, "Request_BadRequest", "\(request.method) has no meaning here.")
        }
        return try await export(try PackedBatchReader.read(request.body))
    }

    private func export(_ batch: ExportBatch) async throws -> TenantReply {
        switch try await tenant.process(batch.changes, by: batch.writer) {
        case .verdicts(let verdicts, let activeWriter):
            return .response(.json(ExchangeText.answer(verdicts, activeWriter)))
        case .refused(.noAnswer): return .silence
        case .refused(.tooManyRequests(let seconds)):
            throw ServiceError(
                429,
                "TooManyRequests",
                "Too many changes; more are taken in \(seconds) s.",
                retryAfter: seconds
            )
        case .refused(.serviceUnavailable):
            throw ServiceError(503, "serviceNotAvailable", "The service is not there for a moment.", retryAfter: 5)
        case .refused(.otherWriter(let writer)):
            return .response(.json(ExchangeText.otherWriter(writer), status: 409))
        }
    }

    private func settle(_ body: [UInt8]) async throws -> TenantResponse {
        let operations = try ExportBatch.operations(reading: body)
        let verdicts = try await tenant.settle(operations.list, withdrawing: operations.withdrawing)
        return .json(.members(["verdicts": .array(verdicts.map { $0.map(ExchangeText.verdict) ?? .null })]))
    }

    private func wait(_ body: [UInt8]) async throws -> TenantResponse {
        let top = try ExportBatch.object(reading: body)
        guard case .number(let text)? = top["seconds"]?.kind, let seconds = Int64(text),
            (0...Self.longestWait).contains(seconds)
        else { throw ServiceError.badRequest("seconds is a number from 0 to \(Self.longestWait).") }
        try await tenant.wait(seconds: seconds)
        return .json(.members(["now": .number(try await tenant.now().seconds)]))
    }

    private func objects(_ request: TenantRequest) async throws -> TenantResponse {
        func value(_ name: String) -> String? { request.query.first { $0.name == name }?.value }
        guard let selection = TenantSelection(word: value("selection") ?? "present") else {
            throw ServiceError.badRequest("selection is present, deleted or attention.")
        }
        var after: TenantPlace?
        if let text = value("after") {
            guard let id = TenantObjectID(text) else { throw ServiceError.badRequest("after is an identity.") }
            after = TenantPlace(anchor: value("afterAnchor"), id: id)
        }
        let page = try await tenant.descriptions(
            selection,
            of: value("class").map { AttributeName($0) },
            after: after,
            limit: TenantDescription.pageSize
        )
        return .json(try ExchangeText.encode(page))
    }

    /// What an import reads of a class besides: the objects that the cloud is the master of.
    private func cloud(_ request: TenantRequest) async throws -> TenantResponse {
        func value(_ name: String) -> String? { request.query.first { $0.name == name }?.value }
        let after = value("after")
        let id = after.flatMap { TenantObjectID($0) }
        guard let objectClass = value("class"), (after == nil) == (id == nil) else {
            throw ServiceError.badRequest("class is a class of objects, and after the identity of one.")
        }
        return .json(try ExchangeText.encode(try await tenant.ofCloud(AttributeName(objectClass), after: id)))
    }

    /// What a reader sees of the object with a source anchor.
    private func object(_ anchor: String) async throws -> TenantResponse {
        let found = try await tenant.view { view, _ in
            try view.object(anchor: anchor).map { TenantDescription($0, table: view.table, everything: true) }
        }
        guard let found else { throw ServiceError.missing(anchor) }
        return .json(try ExchangeText.encode(found))
    }
}
