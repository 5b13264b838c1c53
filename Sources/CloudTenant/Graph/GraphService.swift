import Directory

/// The tenant as people's scripts read it: collections, single objects, changes.
struct GraphService {
    let tenant: Tenant
    let base: String

    /// Answers a request; `path` is what stands behind the version.
    func response(to request: TenantRequest, _ path: [String]) async throws -> TenantResponse {
        guard let word = path.first, let resource = GraphResource.named(word) else {
            throw ServiceError.badRequest("Resource not found for the segment '\(path.first ?? "")'.")
        }
        let query = try GraphQuery(request.query, of: resource)
        let links = GraphLinks(base: base, path: path, query: request.query)
        switch path.dropFirst().first.map({ ASCII.lowercased($0) }) {
        case nil:
            return try await tenant.view { view, _ in
                .json(try GraphList(view: view, resource: resource, query: query, links: links).page())
            }
        case "$count"? where path.count == 2:
            return try await tenant.view { view, _ in
                let list = GraphList(view: view, resource: resource, query: query, links: links)
                return TenantResponse(
                    status: 200,
                    headers: [.init(name: "content-type", value: "text/plain")],
                    body: Array("\(try list.count())".utf8)
                )
            }
        case "delta"? where path.count == 2:
            return try await tenant.view { view, _ in
                .json(try GraphDelta(view: view, resource: resource, query: query, links: links).page())
            }
        default:
            guard path.count == 2 else {
                throw ServiceError.badRequest("Resource not found for the segment '\(path[2])'.")
            }
            let name = path[1]
            return try await tenant.view { view, _ in
                guard let object = try Self.object(name, resource, view) else { throw ServiceError.missing(name) }
                let context = JSONText.Member(key: "@odata.context", value: .string(links.context + "/$entity"))
                guard case .object(let members) = resource.json(object, query.selected, view.table) else {
                    throw ServiceError.missing(name)
                }
                return .json(.object([context] + members))
            }
        }
    }

    /// An object by its identity, or a user by the principal name.
    private static func object(_ name: String, _ resource: GraphResource, _ view: TenantView) throws -> TenantObject? {
        let found =
            if let id = TenantObjectID(name) {
                try view.object(id)
            } else if resource.objectClass == "user" {
                try view.user(name)
            } else {
                TenantObject?.none
            }
        guard let found, found.deletedSince == nil, found.objectClass == resource.objectClass else { return nil }
        return found
    }
}
