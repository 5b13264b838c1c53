import Directory

/// The changes of a collection: first all of it, then what has changed since.
struct GraphDelta {
    let view: TenantView
    let resource: GraphResource
    let query: GraphQuery
    let links: GraphLinks

    /// The page that the query asks for.
    func page() throws -> JSONText {
        guard query.order.isEmpty, query.filter == nil else {
            throw ServiceError.unsupported("Changes are neither filtered nor ordered here.")
        }
        if let token = query.deltaToken {
            guard token != "latest" else { return answer([], end(view.revision)) }
            guard let number = Int64(token), number >= 0 else { throw GraphLinks.invalid }
            guard number <= view.revision else { throw Self.expired }
            return try changes(after: .init(revision: number))
        }
        guard let token = query.skipToken else { return try everything(revision: view.revision, after: nil) }
        if let parts = try GraphLinks.parts(token, "d", 2) {
            guard let number = Int64(parts[0]), let id = TenantObjectID(parts[1]) else { throw GraphLinks.invalid }
            guard number <= view.revision else { throw Self.expired }
            return try changes(after: .init(revision: number, id: id))
        }
        guard let parts = try GraphLinks.parts(token, "i", 2), let number = Int64(parts[0]),
            let id = TenantObjectID(parts[1]), number >= 0
        else { throw GraphLinks.invalid }
        guard number <= view.revision else { throw Self.expired }
        return try everything(revision: number, after: id)
    }

    private static let expired = ServiceError(
        410,
        "syncStateNotFound",
        "The token is from another tenant, or from one that was set back. Begin anew without a token."
    )

    /// All objects; changes count from when the first page was read.
    private func everything(revision: Int64, after: TenantObjectID?) throws -> JSONText {
        var objects: [TenantObject] = []
        var hasMore = false
        try view.each(of: resource.objectClass, after: after) { object in
            hasMore = objects.count == query.top
            if !hasMore { objects.append(object) }
            return !hasMore
        }
        let next = hasMore ? objects.last.map { links.next("i.\(revision).\($0.id)") } : nil
        return answer(objects.map(shown), next ?? end(revision))
    }

    private func changes(after place: TenantRevision.Place) throws -> JSONText {
        // What is beyond the view's own number is not seen yet by readers that lag behind.
        let limit = query.top + 1
        let found = try view.reading.revisions(of: resource.objectClass, after: place, limit: limit)
            .prefix { $0.revision <= view.revision }
        let page = found.prefix(query.top)
        let next = found.count > query.top ? page.last.map { links.next("d.\($0.revision).\($0.id)") } : nil
        return answer(page.map(change), next ?? end(view.revision))
    }

    private func change(_ revision: TenantRevision) -> JSONText {
        // An object that has changed again since shows what it is now, and comes once more then.
        if let object = revision.object, object.deletedSince == nil { return shown(object) }
        // Graph says `changed` of what can be restored, and `deleted` of what is gone for good.
        return .members([
            "id": .string("\(revision.id)"),
            "@removed": .members(["reason": .string(revision.object == nil ? "deleted" : "changed")]),
        ])
    }

    private func shown(_ object: TenantObject) -> JSONText {
        let id = query.selected.contains { $0.source == .id } ? [] : [GraphProperty("id", .text, .id)]
        return resource.json(object, id + query.selected, view.table)
    }

    private func end(_ revision: Int64) -> JSONText.Member {
        JSONText.Member(key: "@odata.deltaLink", value: .string(links.link("$deltatoken", "\(revision)")))
    }

    private func answer(_ values: [JSONText], _ link: JSONText.Member) -> JSONText {
        let context = JSONText.Member(key: "@odata.context", value: .string(links.context))
        return .object([context, link, .init(key: "value", value: .array(values))])
    }
}
