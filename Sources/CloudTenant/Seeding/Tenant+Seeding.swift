public import Diagnostics
import Directory

extension Tenant {
    /// Puts the objects of a seed into the tenant: all of them, or none when one cannot be there.
    ///
    /// An object whose identity is there already is left alone, so that a seed can be given twice. Seeds are what is: the
    /// quota and the features do not speak of them.
    public func seed(_ records: [SeedRecord], from source: SourceText) async throws -> SeedResult {
        try await change { writing, state, _ in
            var seeding = Seeding(writing: writing, source: source)
            for record in records { try seeding.add(record) }
            guard seeding.diagnostics.isEmpty else { throw SeedError(seeding.diagnostics) }
            state.present += seeding.result.added.values.reduce(0, +)
            return seeding.result
        }
    }
}

/// The records of one seed on their way into the tenant.
private struct Seeding {
    let writing: any TenantWriting
    let source: SourceText
    var result = SeedResult()
    var diagnostics: [Diagnostic] = []
    private var packer = EntryPacker()
    private var ranges: [TenantObjectID: SourceRange] = [:]

    init(writing: any TenantWriting, source: SourceText) {
        self.writing = writing
        self.source = source
    }

    mutating func add(_ record: SeedRecord) throws {
        let (id, generation) = try identity(record)
        if let first = ranges[id] {
            return report("SEED040", "the object is that of line \(line(first))", record.range)
        }
        ranges[id] = record.range
        guard try writing.object(id) == nil else {
            result.present += 1
            return
        }
        guard check(record) else { return }
        if let anchor = record.anchor, let other = try writing.object(anchor: anchor) {
            return report("SEED041", "the source anchor \(anchor) belongs to \(name(other.id)) already", record.range)
        }
        guard let object = object(record, id, generation) else { return }
        for key in UniqueKey.all(of: object, table: writing.table).sorted(by: Self.ordered) {
            guard let holder = try writing.holder(of: key) else { continue }
            let value = SecurityIdentifier(bytes: key.bytes.dropFirst())?.description
            let text = value ?? String(decoding: key.bytes.dropFirst(), as: UTF8.self)
            return report("SEED042", "\"\(text)\" belongs to \(name(holder)) already", record.range)
        }
        try writing.put(object, replacing: nil)
        result.added[object.objectClass.spelling, default: 0] += 1
        guard object.anchor == nil, object.details.isSynchronized else { return }
        if let substitute = AnchorSubstitute.first(of: object, writing.table) {
            result.withoutAnchor[substitute.rawValue, default: 0] += 1
        } else {
            result.unrecognizable += 1
        }
    }

    private func identity(_ record: SeedRecord) throws -> (TenantObjectID, generation: Int) {
        let identity = record.identity ?? ""
        let generation = try writing.departed(identity) ?? 0
        return (record.id ?? TenantObjectID(naming: identity, generation: generation), generation)
    }

    /// Whether the tenant could hold such values.
    private mutating func check(_ record: SeedRecord) -> Bool {
        let change = TenantChange(
            operation: .add,
            objectClass: record.objectClass,
            anchor: record.anchor ?? "seed",
            name: "",
            attributes: record.attributes
        )
        do throws(TenantRejection) {
            try TenantValidator.check(change)
            return true
        } catch {
            report("SEED043", "\(error.code): \(error.message)", record.range)
            return false
        }
    }

    private mutating func object(_ record: SeedRecord, _ id: TenantObjectID, _ generation: Int) -> TenantObject? {
        // Synchronization knows members by other names than a seed does: those of its own objects it says itself.
        let isSynchronized = record.isSynchronized ?? (record.anchor != nil)
        let attributes = record.attributes.filter { !isSynchronized || $0.name != "member" }
        for attribute in attributes where writing.table.identifier(for: attribute.name) == nil {
            report(
                "SEED044",
                "the tenant knows as many attributes as it can, and \(attribute.name) is none",
                record.range
            )
            return nil
        }
        let name = record.anchor.map { "CN={\(ASCII.hex($0.utf8))}" } ?? ""
        packer.begin(dn: name)
        let empty = packer.finish()
        let entry = empty.replacing(attributes.map { ($0.name, $0.values) }, named: name, writing.table, &packer)
        var details = TenantObjectDetails()
        details.isSeeded = true
        // An object with an anchor of which nothing more is said came from somewhere.
        details.isSynchronized = isSynchronized
        details.seedIdentity = record.anchor == nil ? record.identity : nil
        details.roles = record.roles
        details.knownEmpty = attributes.filter(\.values.isEmpty).map(\.name).sorted()
        return TenantObject(
            id: id,
            objectClass: record.objectClass,
            anchor: record.anchor,
            generation: generation,
            entry: entry,
            details: details
        )
    }

    private static func ordered(_ left: UniqueKey, _ right: UniqueKey) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    private func name(_ id: TenantObjectID) -> String {
        ranges[id].map { "the object of line \(line($0))" } ?? "the object \(id), which is in the tenant"
    }

    private func line(_ range: SourceRange) -> Int { source.position(at: range.start).line }

    private mutating func report(_ code: DiagnosticCode, _ message: String, _ range: SourceRange) {
        // The whole object would be shown: its beginning is enough to find it.
        diagnostics.append(Diagnostic(code, .error, message, at: SourceRange(range.start, range.start + 1), in: source))
    }
}
