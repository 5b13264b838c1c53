import Directory

/// What an import reads of the tenant over the batch API: all synchronized objects by pages, those that it names, or what
/// has changed of a class.
struct SyncedService {
    let tenant: Tenant

    /// Answers a request.
    func response(to request: TenantRequest) async throws -> TenantResponse {
        switch request.method {
        case "GET":
            if let objectClass = (request.query.first { $0.name == "class" }) {
                let page = try await tenant.changes(
                    of: AttributeName(objectClass.value),
                    after: try Self.place(in: request.query)
                )
                return .json(try ExchangeText.encode(page))
            }
            let after = request.query.first { $0.name == "after" }?.value
            return .json(try ExchangeText.encode(SyncedPage(objects: try await tenant.synced(after: after))))
        case "POST":
            let anchors = try Self.anchors(reading: request.body)
            return .json(try ExchangeText.encode(SyncedPage(objects: try await tenant.synced(firstOf: anchors))))
        default: throw ServiceError(405, "Request_BadRequest", "\(request.method) has no meaning here.")
        }
    }

    /// Where a reader of changes is: `revision`, and `id` where it has not read all changes of that number.
    private static func place(in query: [TenantRequest.Pair]) throws(ServiceError) -> TenantRevision.Place {
        let texts = Dictionary(query.map { ($0.name, $0.value) }) { first, _ in first }
        let id = texts["id"].map { TenantObjectID($0) }
        guard let revision = texts["revision"].flatMap({ Int64($0) }), id.map({ $0 != nil }) ?? true else {
            throw .badRequest("revision is the number of a change, and id the identity of an object.")
        }
        return TenantRevision.Place(revision: revision, id: id.flatMap { $0 })
    }

    private static func anchors(reading body: [UInt8]) throws(ServiceError) -> [String] {
        let wrong = ServiceError.badRequest("anchors is a list of at most \(SyncedPage.most) source anchors.")
        guard case .array(let elements)? = try ExportBatch.object(reading: body)["anchors"]?.kind,
            elements.count <= SyncedPage.most
        else { throw wrong }
        let anchors = elements.compactMap(\.text)
        guard anchors.count == elements.count else { throw wrong }
        return anchors
    }
}
