import Directory

extension Tenant {
    /// The objects that a question means, of the first kind of name that finds any; those that are deleted and can be restored
    /// where nobody else has the name.
    public func find(_ question: TenantQuestion) async throws -> [TenantObject] {
        try await store.read { try question.objects(in: $0) }
    }
}

extension TenantQuestion {
    private static let pageSize = 1000

    func objects(in reading: any TenantReading) throws -> [TenantObject] {
        if let holding { return try Self.holders(of: holding, reading) }
        if let id = id.flatMap({ TenantObjectID($0) }), let object = try reading.object(id) { return [object] }
        for anchor in anchors { if let object = try reading.object(anchor: anchor) { return [object] } }
        guard !names.isEmpty else { return [] }
        let present = try named(.present, reading)
        return try present.isEmpty ? named(.deleted, reading) : present
    }

    /// The tenant is walked over page by page, and nothing is kept of it but who is meant.
    private func named(_ selection: TenantSelection, _ reading: any TenantReading) throws -> [TenantObject] {
        var found: [[TenantObject]] = names.map { _ in [] }
        var last: TenantPlace?
        repeat {
            let page = try reading.objects(selection, after: last, limit: Self.pageSize)
            for object in page {
                let entry = Entry(object.entry, table: reading.table)
                guard let level = names.firstIndex(where: { $0.isHeld(by: entry) }) else { continue }
                found[level].append(object)
            }
            last = page.count < Self.pageSize ? nil : page.last.map { TenantPlace(anchor: $0.anchor, id: $0.id) }
        } while last != nil
        return found.first { !$0.isEmpty } ?? []
    }

    /// The objects that have a text as their principal name or as one of their addresses.
    private static func holders(of text: String, _ reading: any TenantReading) throws -> [TenantObject] {
        var found: [TenantObject] = []
        for key in UniqueKey.names(text) {
            guard let id = try reading.holder(of: key), !found.contains(where: { $0.id == id }),
                let object = try reading.object(id)
            else { continue }
            found.append(object)
        }
        return found
    }
}
