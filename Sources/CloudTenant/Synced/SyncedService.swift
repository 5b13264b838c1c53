/// What an import reads of the tenant over the batch API: all synchronized objects by pages, or those that it names.
struct SyncedService {
    let tenant: Tenant

    /// Answers a request.
    func response(to request: TenantRequest) async throws -> TenantResponse {
        switch request.method {
        case "GET":
            let after = request.query.first { $0.name == "after" }?.value
            return .json(try ExchangeText.encode(SyncedPage(objects: try await tenant.synced(after: after))))
        case "POST":
            let anchors = try Self.anchors(reading: request.body)
            return .json(try ExchangeText.encode(SyncedPage(objects: try await tenant.synced(anchors))))
        default: throw ServiceError(405, "Request_BadRequest", "\(request.method) has no meaning here.")
        }
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
