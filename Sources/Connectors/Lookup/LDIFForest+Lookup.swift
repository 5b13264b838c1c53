public import Directory
public import DirectorySchema

extension LDIFForest {
    /// Looks through the records of the file.
    public func lookUp(
        _ question: ObjectQuestion,
        attributes: [AttributeName],
        schema: SchemaSnapshot,
        table: AttributeTable
    ) async throws -> [LiveObject] {
        let records = try records()
        guard let objectClass = table.identifier(for: "objectClass") else {
            throw ConnectorError(.tableFull, "The store's table of attribute names is full.")
        }
        let all = try? FileDomains(records, of: name)
        let classifier = EntryClassifier(schema)
        let wanted = Set(attributes + ["objectClass", "objectGUID"])
        var packer = EntryPacker()
        let found = Array(
            records.lazy.filter { !$0.dn.isEmpty && Self.matches(question, $0) }.prefix(ObjectQuestion.limit)
        )
        for record in found {
            guard let attribute = record.incomplete.first(where: { wanted.contains($0) }) else { continue }
            throw ConnectorError(.unreadableFile, record.partly(attribute, in: name))
        }
        return found.map { record in
            let chosen = LDIFRecord(dn: record.dn, values: record.values.filter { wanted.contains($0.name) })
            let entry = chosen.packed(with: &packer, table: table)
            let domain = DistinguishedName(record.dn).flatMap { all?.domain(of: $0) }
            return LiveObject(
                partition: (domain ?? all?.forest.own)?.name ?? "",
                isPartitionImported: domain.map { !domains.excludes($0) } ?? true,
                isContainerRead: filter.includes(entry.dn),
                objectClass: classifier.objectClass(of: entry.values(of: objectClass)),
                entry: entry
            )
        }
    }

    /// That the file may have been cut off, where its last line is not ended.
    public func absenceDoubt() async throws -> String? { try read().isCut ? cutReason : nil }

    private static func matches(_ question: ObjectQuestion, _ record: LDIFRecord) -> Bool {
        switch question {
        case .name(let name): DistinguishedName(record.dn)?.normalized == name.normalized
        case .filter(let filter): matches(filter, record)
        }
    }

    /// As a server compares: text without regard to case.
    private static func matches(_ filter: SearchFilter, _ record: LDIFRecord) -> Bool {
        func values(_ name: AttributeName) -> [[UInt8]] { record.values.filter { $0.name == name }.map(\.bytes) }
        func folded(_ bytes: [UInt8]) -> [UInt8] { bytes.map { ASCII.lowercased($0) } }
        switch filter {
        case .all(let parts): return parts.allSatisfy { matches($0, record) }
        case .any(let parts): return parts.contains { matches($0, record) }
        case .not(let part): return !matches(part, record)
        case .equal(let name, let value): return values(name).contains { folded($0) == folded(value) }
        case .present(let name): return !values(name).isEmpty
        case .atLeast, .bits: return false
        }
    }
}
