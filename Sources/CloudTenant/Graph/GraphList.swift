import Directory

/// A collection, page by page.
struct GraphList {
    let view: TenantView
    let resource: GraphResource
    let query: GraphQuery
    let links: GraphLinks

    /// The page that the query asks for.
    func page() throws -> JSONText {
        var members = [JSONText.Member(key: "@odata.context", value: .string(links.context))]
        if query.counts, query.skipToken == nil {
            members.append(.init(key: "@odata.count", value: .number(Int64(try count()))))
        }
        let (objects, token) = query.order.isEmpty ? try plain() : try ordered()
        if let token { members.append(links.next(token)) }
        let values = objects.map { resource.json($0, query.selected, view.table) }
        return .object(members + [.init(key: "value", value: .array(values))])
    }

    /// How many objects the filter lets through.
    func count() throws -> Int {
        if query.filter == nil, view.isCurrent {
            return try view.reading.counts().reduce(0) { sum, one in
                one.key == resource.objectClass ? sum + one.value.present : sum
            }
        }
        var count = 0
        try view.each(of: resource.objectClass) { object in
            if accepts(object) { count += 1 }
            return true
        }
        return count
    }

    private func accepts(_ object: TenantObject) -> Bool {
        query.filter?.accepts { $0.value(of: object, view.table) } ?? true
    }

    /// Objects in the order of their identities, which costs no sorting.
    private func plain() throws -> ([TenantObject], token: String?) {
        var after: TenantObjectID?
        if let token = query.skipToken {
            guard let parts = try GraphLinks.parts(token, "p", 1), let id = TenantObjectID(parts[0]) else {
                throw GraphLinks.invalid
            }
            after = id
        }
        var objects: [TenantObject] = []
        var hasMore = false
        try view.each(of: resource.objectClass, after: after) { object in
            guard accepts(object) else { return true }
            hasMore = objects.count == query.top
            if !hasMore { objects.append(object) }
            return !hasMore
        }
        return (objects, hasMore ? objects.last.map { "p.\($0.id)" } : nil)
    }

    /// Objects in the order that was asked for; only what they are ordered by is held.
    private func ordered() throws -> ([TenantObject], token: String?) {
        var start = 0
        if let token = query.skipToken {
            guard let parts = try GraphLinks.parts(token, "o", 1), let number = Int(parts[0]), number >= 0 else {
                throw GraphLinks.invalid
            }
            start = number
        }
        var keys: [(values: [String?], id: TenantObjectID)] = []
        try view.each(of: resource.objectClass) { object in
            if accepts(object) {
                keys.append((query.order.map { key($0.property.value(of: object, view.table)) }, object.id))
            }
            return true
        }
        keys.sort { left, right in
            for (place, order) in query.order.enumerated() {
                let (one, other) = (left.values[place], right.values[place])
                guard one != other else { continue }
                // What has no value comes first, as in Graph.
                let isBefore = one.map { one in other.map { one < $0 } ?? false } ?? true
                return isBefore != order.isDescending
            }
            return left.id < right.id
        }
        let page = keys.dropFirst(start).prefix(query.top)
        let objects = try page.compactMap { try view.object($0.id) }
        // No number of the wire is added to without looking: the token may say anything.
        let end = start < keys.count ? start + page.count : keys.count
        return (objects, end < keys.count ? "o.\(end)" : nil)
    }

    private func key(_ value: GraphValue) -> String? {
        switch value {
        case .text(let text): text.lowercased()
        case .flag(let flag): flag ? "1" : "0"
        case .null, .texts, .structure: nil
        }
    }
}
